import CMongo
import Glibc

/// A parsed MongoDB URI with what the store insists on: majority writes with journal, reads from the primary.
struct ConnectionString: ~Copyable {
    let handle: OpaquePointer
    /// The database in the URI's path; nil without one.
    let database: String?

    /// Parses `text` and sets what it leaves open.
    ///
    /// - Throws: A `DriverError` with the reason but none of the URI's values.
    init(_ text: String, options: MongoStoreOptions) throws(DriverError) {
        handle = try Self.parse(text)
        database = mongoc_uri_get_database(handle).map { String(cString: $0) }
        setDefaults(options)
        require(options)
    }

    deinit {
        mongoc_uri_destroy(handle)
    }

    /// Lets an operation take as long as building an index over a large collection does.
    func allowLongOperations() {
        mongoc_uri_set_option_as_int32(handle, MONGOC_URI_SOCKETTIMEOUTMS, Duration.seconds(3600).int32Milliseconds)
    }

    private static func parse(_ text: String) throws(DriverError) -> OpaquePointer {
        var error = bson_error_t()
        guard let handle = mongoc_uri_new_with_error(text, &error) else {
            let reason = Redaction.withoutValues(of: text, in: DriverError(error).message)
            throw DriverError(domain: MONGOC_ERROR_CLIENT, message: "invalid MongoDB URI: \(reason)")
        }
        // The driver itself would try again and again to read a file that is not there.
        for name in [MONGOC_URI_TLSCAFILE, MONGOC_URI_TLSCERTIFICATEKEYFILE] {
            guard let path = mongoc_uri_get_option_as_utf8(handle, name, nil), access(path, R_OK) != 0 else { continue }
            let reason = String(cString: strerror(errno))
            mongoc_uri_destroy(handle)
            throw DriverError(domain: MONGOC_ERROR_CLIENT, message: "\(name) can't be read: \(reason)")
        }
        return handle
    }

    private func setDefaults(_ options: MongoStoreOptions) {
        let limits = [
            (MONGOC_URI_SERVERSELECTIONTIMEOUTMS, options.serverSelectionTimeout),
            (MONGOC_URI_CONNECTTIMEOUTMS, options.connectTimeout),
            (MONGOC_URI_SOCKETTIMEOUTMS, options.socketTimeout),
            (MONGOC_URI_HEARTBEATFREQUENCYMS, options.heartbeatInterval),
        ]
        for (name, limit) in limits where !mongoc_uri_has_option(handle, name) {
            mongoc_uri_set_option_as_int32(handle, name, limit.int32Milliseconds)
        }
        for name in [MONGOC_URI_RETRYREADS, MONGOC_URI_RETRYWRITES] where !mongoc_uri_has_option(handle, name) {
            mongoc_uri_set_option_as_bool(handle, name, true)
        }
        if mongoc_uri_get_appname(handle) == nil { mongoc_uri_set_appname(handle, "users") }
    }

    private func require(_ options: MongoStoreOptions) {
        // The operations' threads, and one for pings.
        mongoc_uri_set_option_as_int32(handle, MONGOC_URI_MAXPOOLSIZE, Int32(clamping: options.connections + 1))

        let concern = mongoc_write_concern_new()
        // A little less than the socket's limit, so that a missing majority is told by the primary.
        mongoc_write_concern_set_wmajority(concern, (options.socketTimeout * 4 / 5).int32Milliseconds)
        mongoc_write_concern_set_journal(concern, true)
        mongoc_uri_set_write_concern(handle, concern)
        mongoc_write_concern_destroy(concern)

        let preference = mongoc_read_prefs_new(MONGOC_READ_PRIMARY)
        mongoc_uri_set_read_prefs_t(handle, preference)
        mongoc_read_prefs_destroy(preference)

        // `local` on the primary: a primary has every write that was acknowledged by a majority, a new one too from its
        // first moment on. `majority` would be weaker here, as a new primary learns late what is committed, and
        // `linearizable` costs a write a read. What `local` may show and a failover undo was not acknowledged; a
        // decision based on it meets the revision in its own write.
        let readConcern = mongoc_read_concern_new()
        mongoc_read_concern_set_level(readConcern, MONGOC_READ_CONCERN_LEVEL_LOCAL)
        mongoc_uri_set_read_concern(handle, readConcern)
        mongoc_read_concern_destroy(readConcern)
    }
}
