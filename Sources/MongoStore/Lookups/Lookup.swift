import DocumentStore
import ThreadPool

/// One caller's wish for the document with an `_id`.
struct Lookup: BatchedOperation {
    /// The document; nil when there is none.
    typealias Value = BSONDocument?

    static let pool = "mongo-find"
    static let batchLimit = LookupBatch.limit

    let id: BSONValue
    /// The document as the caller read it before.
    let known: BSONDocument?
    let attempt: OperationRunner.Attempt
    let answer: Answer

    /// Asks for all of them by one `find`.
    static func perform(_ lookups: [Lookup], in collection: String, by runner: OperationRunner) {
        var batch = LookupBatch(lookups)
        let result = runner.perform { client throws(DriverError) in try client.find(&batch, in: collection) }
        batch.end(result)
    }
}
