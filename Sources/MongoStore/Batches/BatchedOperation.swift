import DocumentStore
import ThreadPool

/// An operation that may share a command with others of its kind.
protocol BatchedOperation: Sendable {
    /// What the caller gets.
    associatedtype Value: Sendable
    typealias Answer = Ticket<Result<Value, DriverError>>

    /// What the metrics call those that wait for a batch.
    static var pool: String { get }
    /// How many operations a batch has at most.
    static var batchLimit: Int { get }

    var attempt: OperationRunner.Attempt { get }
    var answer: Answer { get }

    /// Sends operations together, and answers each.
    static func perform(_ operations: [Self], in collection: String, by runner: OperationRunner)
}

extension Sequence where Element: BatchedOperation {
    /// Those that somebody waits for and whose time is not up; those whose time is are answered.
    func worthwhile(for runner: OperationRunner) -> [Element] {
        filter { operation in
            guard operation.answer.isWanted else { return false }
            if runner.isWorthwhile(before: operation.attempt.deadline) { return true }
            operation.answer.finish(.success(.failure(.late)))
            return false
        }
    }
}

extension BSONValue {
    /// Longer strings go alone, so that a command has room for all of its ids.
    private static let longestSharedString = 1024

    /// True for an `_id` that may share a command with others, because its equal is told by its bytes.
    ///
    /// A number is not, as the server finds `1.0` by `1`; documents and regular expressions mean something else within
    /// `$in`.
    var canShareCommand: Bool {
        switch self {
        case .objectID: true
        case .string(let text): text.utf8.count <= Self.longestSharedString
        default: false
        }
    }
}
