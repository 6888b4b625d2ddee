import CMongo
import DocumentStore

/// A client that one thread uses for the length of one call: documents in, documents out. All calls block.
// Copyable: the optimiser of Swift 6.3.1 crashes on closures that borrow one. It owns nothing; ClientPool does.
struct Client {
    private let handle: OpaquePointer
    private let database: String

    /// Takes a client that outlives this value.
    init(handle: OpaquePointer, database: String) {
        self.handle = handle
        self.database = database
    }

    /// The documents that `filter` selects; `options` as `find` of the server has them.
    func find(
        _ filter: BSONDocument, options: BSONDocument, in collection: String
    ) throws(DriverError) -> [BSONDocument] {
        var result = DocumentCollector()
        try call(collection, filter, options) { target, filter, options, error in
            result.collect { cmongo_find(target, filter, options, DocumentCollector.visit, $0, &error) }
        }
        return try result.documents()
    }

    /// Reads the documents that `batch` asks for, and hands them to it while they come in.
    func find(_ batch: inout LookupBatch, in collection: String) throws(DriverError) {
        let ids = batch.ids
        try call(collection, ids) { target, ids, _, error in
            withUnsafeMutablePointer(to: &batch) {
                cmongo_find_by_ids(target, ids, LookupBatch.visit, $0, &error)
            }
        }
    }

    /// Reads all documents of collections as they were at one moment, until the walk's end.
    func read(_ walk: inout SnapshotWalk, of collections: [String]) throws(DriverError) {
        let names = BSONDocument(collections.enumerated().map { ("\($0.offset)", .string($0.element)) })
        try call("", names) { target, names, _, error in
            withUnsafeMutablePointer(to: &walk) {
                cmongo_read_snapshot(target.client, target.database, names, SnapshotWalk.visit, $0, &error)
            }
        }
        try walk.check()
    }

    /// Inserts a document.
    func insert(_ document: BSONDocument, into collection: String) throws(DriverError) {
        try call(collection, document) { target, document, _, error in cmongo_insert(target, document, &error) }
    }

    /// Inserts documents, each or not for itself.
    ///
    /// - Returns: Why those were refused that were, by their places.
    func insert(_ documents: [BSONDocument], into collection: String) throws(DriverError) -> [Int: DriverError] {
        try writeAll(documents, updates: false, in: collection)
    }

    /// Runs statements, each or not for itself.
    ///
    /// - Returns: Why those were refused that were, by their places.
    func update(_ statements: [UpdateStatement], in collection: String) throws(DriverError) -> [Int: DriverError] {
        try writeAll(statements.flatMap { [$0.filter, $0.pipeline] }, updates: true, in: collection)
    }

    /// Inserts documents, or runs statements of two documents; answers the refusals by their places.
    private func writeAll(
        _ documents: [BSONDocument], updates: Bool, in collection: String
    ) throws(DriverError) -> [Int: DriverError] {
        var refusals = DocumentCollector()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(documents.reduce(0) { $0 + $1.byteCount })
        for document in documents { bytes += document.bytes }
        try call(collection, [:]) { target, _, _, error in
            bytes.withDriverDocument { documents in
                refusals.collect {
                    cmongo_write_all(target, documents, updates, DocumentCollector.visit, $0, &error)
                }
            }
        }
        var errors: [Int: DriverError] = [:]
        for refusal in try refusals.documents() {
            guard let place = refusal["index"]?.intValue else { continue }
            errors[Int(place)] = DriverError(refusal: refusal)
        }
        return errors
    }

    /// Replaces the document that `filter` selects; false when there is none.
    func replace(
        _ filter: BSONDocument, with document: BSONDocument, in collection: String
    ) throws(DriverError) -> Bool {
        var matched: Int64 = 0
        try call(collection, filter, document) { target, filter, document, error in
            cmongo_replace(target, filter, document, &matched, &error)
        }
        return matched > 0
    }

    /// Deletes the first document that `filter` selects, or all of them; returns how many.
    func delete(_ filter: BSONDocument, all: Bool = false, in collection: String) throws(DriverError) -> Int {
        var deleted: Int64 = 0
        try call(collection, filter) { target, filter, _, error in
            cmongo_delete(target, filter, all, &deleted, &error)
        }
        return Int(deleted)
    }

    /// Counts what `filter` selects.
    func count(_ filter: BSONDocument, options: BSONDocument, in collection: String) throws(DriverError) -> Int {
        var count: Int64 = 0
        try call(collection, filter, options) { target, filter, options, error in
            count = cmongo_count(target, filter, options, &error)
            return count >= 0
        }
        return Int(count)
    }

    /// The number of documents in the collection's metadata.
    func estimatedCount(of collection: String) throws(DriverError) -> Int {
        var count: Int64 = 0
        try call(collection, [:]) { target, _, _, error in
            count = cmongo_estimated_count(target, &error)
            return count >= 0
        }
        return Int(count)
    }

    /// Runs a command and returns the answer.
    @discardableResult
    func run(_ command: BSONDocument) throws(DriverError) -> BSONDocument {
        var result = DocumentCollector()
        try call("", command) { target, command, _, error in
            result.collect {
                cmongo_command(target.client, target.database, command, DocumentCollector.visit, $0, &error)
            }
        }
        return try result.documents().first ?? [:]
    }

    /// Calls `body` with pointers that are good for the call, and throws the error it leaves when it returns false.
    private func call(
        _ collection: String, _ first: BSONDocument, _ second: BSONDocument = [:],
        _ body: (cmongo_target, cmongo_document, cmongo_document, inout bson_error_t) -> Bool
    ) throws(DriverError) {
        var error = bson_error_t()
        let done = database.withCString { database in
            collection.withCString { collection in
                first.withDriverDocument { first in
                    second.withDriverDocument { second in
                        let target = cmongo_target(client: handle, database: database, collection: collection)
                        return body(target, first, second, &error)
                    }
                }
            }
        }
        if !done { throw DriverError(error) }
    }
}

extension BSONDocument {
    /// Calls `body` with the bytes as the C shims take them.
    fileprivate func withDriverDocument<Result>(_ body: (cmongo_document) -> Result) -> Result {
        bytes.withDriverDocument(body)
    }
}

extension Collection<UInt8> {
    /// Calls `body` with the bytes of one document, or of several that follow each other.
    fileprivate func withDriverDocument<Result>(_ body: (cmongo_document) -> Result) -> Result {
        let result = withContiguousStorageIfAvailable { bytes in
            guard let data = bytes.baseAddress else { preconditionFailure("A document has at least five bytes") }
            return body(cmongo_document(data: data, length: bytes.count))
        }
        guard let result else { preconditionFailure("The bytes of documents are contiguous") }
        return result
    }
}
