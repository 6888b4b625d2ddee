import DocumentStore
import ThreadPool

/// One caller's wish to replace a document if its revision matches.
struct Replacement: BatchedOperation {
    /// Whether it was replaced.
    typealias Value = Bool

    static let pool = "mongo-replace"
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
            try client.update(replacements.map(\.statement), in: collection)
        }
        switch result {
        case .success(let refusals):
            var doubtful: [Replacement] = []
            for (place, replacement) in replacements.enumerated() {
                if let outcome = replacement.outcome(refusals[place]) {
                    replacement.answer.finish(.success(outcome))
                } else {
                    doubtful.append(replacement)
                }
            }
            recognise(doubtful.worthwhile(for: runner), in: collection, by: runner)
        case .failure(let error):
            for replacement in replacements { replacement.answer.finish(.success(.failure(error))) }
        }
    }

    /// What a statement came to; nil where it may have been refused for what an earlier attempt did, whose answer was lost.
    private func outcome(_ refusal: DriverError?) -> Result<Bool, DriverError>? {
        guard let refusal else { return .success(true) }
        guard refusal.serverCode == .conversionFailure else { return .failure(refusal) }
        return attempt.isRepeated ? nil : .success(false)
    }

    /// Finds by one `find` which of them an earlier attempt has made: its document is there.
    private static func recognise(_ replacements: [Replacement], in collection: String, by runner: OperationRunner) {
        guard !replacements.isEmpty else { return }
        let filter: BSONDocument = ["_id": ["$in": .array(replacements.map(\.id))]]
        let result = runner.perform { client throws(DriverError) in
            Set(try client.find(filter, options: [:], in: collection))
        }
        for replacement in replacements {
            let isStored = result.map { $0.contains(replacement.document.asStored(under: replacement.id)) }
            replacement.answer.finish(.success(isStored))
        }
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
