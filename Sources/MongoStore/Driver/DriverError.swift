import CMongo
import DocumentStore

/// What libmongoc or the server says went wrong.
struct DriverError: Error {
    /// Which part of the driver, or the server, the error is from.
    let domain: UInt32
    /// The server's code, or the driver's own; which one depends on `domain`.
    let code: UInt32
    /// The text, without credentials. The server's may have keys of documents.
    let message: String

    init(_ error: bson_error_t) {
        domain = error.domain
        code = error.code
        message = withUnsafePointer(to: error) { error in
            Redaction.withoutCredentials(String(cString: cmongo_error_message(error)))
        }
    }

    init(domain: mongoc_error_domain_t, code: UInt32 = 0, message: String) {
        self.domain = domain.rawValue
        self.code = code
        self.message = message
    }

    /// Why the server refused one document of many.
    init(refusal: BSONDocument) {
        domain = MONGOC_ERROR_SERVER.rawValue
        code = UInt32(truncatingIfNeeded: refusal["code"]?.intValue ?? 0)
        message = Redaction.withoutCredentials(refusal["errmsg"]?.stringValue ?? "")
    }

    /// The operation's time was up before it had a thread.
    static let late = DriverError(
        domain: MONGOC_ERROR_CLIENT, message: "MongoDB does not answer, and others wait for it")

    /// A document that the codec does not read.
    static func unreadable(_ error: BSONError) -> DriverError {
        DriverError(domain: MONGOC_ERROR_BSON, message: "a stored document can't be read: \(error)")
    }

    /// The server's code, nil when the error arose on this side.
    var serverCode: ServerCode? {
        // These two domains are all that come from the server with MONGOC_ERROR_API_VERSION_2.
        domain == MONGOC_ERROR_SERVER.rawValue || domain == MONGOC_ERROR_WRITE_CONCERN.rawValue
            ? ServerCode(rawValue: code) : nil
    }
}
