import DocumentStore
import ThreadPool

/// One caller's wish to replace a document if its revision matches.
struct Replacement: BatchedOperation {
    /// Whether it was replaced.
    typealias Value = Bool

    static let batchLimit = 32
    /// Larger documents go alone, so that a batch stays small.
    private static let sharedByteCount = 64 << 10

    let document: BSONDocument
    let id: BSONValue
    let revision: Int64
    let attempt: OperationRunner.Attempt
    let answer: Answer

    /// False for what has to go alone. A document without a revision counts as of revision 0, and so would none at all.
    static func canShare(_ document: BSONDocument, id: BSONValue, ifRevision revision: Int64) -> Bool {
        revision > 0 && id.canShareCommand && document.byteCount <= sharedByteCount
    }

    /// Replaces all of them by one `update`, each or not for itself.
    static func perform(_ replacements: [Replacement], in collection: String, by runner: OperationRunner) {
        let result = runner.perform { client throws(DriverError) in
            let refusals = try client.update(replacements.map(\.statement), in: collection)
            return replacements.enumerated().map { place, replacement in
                Result { () throws(DriverError) in try replacement.outcome(refusals[place], client, collection) }
            }
        }
        switch result {
        case .success(let outcomes):
            for (replacement, outcome) in zip(replacements, outcomes) { replacement.answer.finish(.success(outcome)) }
        case .failure(let error):
            for replacement in replacements { replacement.answer.finish(.success(.failure(error))) }
        }
    }

    /// An attempt whose answer was lost is recognised by the document that it left.
    private func outcome(
        _ refusal: DriverError?, _ client: Client, _ collection: String
    ) throws(DriverError) -> Bool {
        guard let refusal else { return true }
        guard refusal.serverCode == .conversionFailure else { throw refusal }
        return attempt.isRepeated ? try client.isStored(document, id: id, in: collection) : false
    }

    /// Selects the document by its `_id` alone, so that another revision is an error, which the answer has under the statement's
    /// place: how many of a command's statements found nothing is told, but not which.
    ///
    /// Nor does a document that is gone go unnoticed, as the statement would then insert one, and fails at its revision.
    private var statement: UpdateStatement {
        // Fails to convert, whatever the `_id` is; the server can't know before it looks at a document.
        let failure: BSONValue = ["$toInt": ["$concat": ["_", ["$toString": "$_id"]]]]
        let isCurrent: BSONValue = ["$eq": ["$revision", .int64(revision)]]
        let replacement: BSONValue = ["$cond": [isCurrent, ["$literal": .document(document)], failure]]
        return UpdateStatement(filter: ["_id": id.asOperand], pipeline: ["0": ["$replaceWith": replacement]])
    }
}
