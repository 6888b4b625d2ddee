import CMongo
import DocumentStore

/// libbson's reader and writer, to hold against the Swift codec.
enum LibBSON {
    /// True when libbson finds the bytes valid.
    static func validates(_ bytes: [UInt8]) -> Bool {
        withDocument(bytes) { cmongo_bson_validate($0) }
    }

    /// The bytes in canonical extended JSON; nil when libbson does not read them.
    static func json(_ bytes: [UInt8]) -> String? {
        withDocument(bytes) { document in
            guard let text = cmongo_bson_to_json(document) else { return nil }
            defer { bson_free(text) }
            return String(cString: text)
        }
    }

    /// The bytes that libbson writes for extended JSON; nil when it does not read it.
    static func bytes(json: String) -> [UInt8]? {
        var result: [UInt8] = []
        var error = bson_error_t()
        let visit: cmongo_visitor = { context, data, length in
            context.assumingMemoryBound(to: [UInt8].self).pointee = Array(
                UnsafeBufferPointer(start: data, count: length))
        }
        let done = withUnsafeMutablePointer(to: &result) { result in
            cmongo_bson_from_json(json, json.utf8.count, visit, UnsafeMutableRawPointer(result), &error)
        }
        return done ? result : nil
    }

    private static func withDocument<Result>(_ bytes: [UInt8], _ body: (cmongo_document) -> Result) -> Result {
        bytes.withUnsafeBufferPointer { buffer in
            guard let data = buffer.baseAddress else { preconditionFailure("no bytes") }
            return body(cmongo_document(data: data, length: buffer.count))
        }
    }
}
