import DocumentStore
import ThreadPool

/// One caller's wish for the document with an `_id`.
struct Lookup: Sendable {
    /// The document, nil when there is none, or why it could not be read.
    typealias Answer = Result<BSONDocument?, DriverError>

    let id: BSONValue
    /// The document as the caller read it before.
    let known: BSONDocument?
    let attempt: OperationRunner.Attempt
    let ticket: Ticket<Answer>

    /// Longer strings go alone, so that a command has room for all of its ids.
    private static let longestString = 1024

    /// True for an `_id` that may share a command with others, because its equal is told by its bytes.
    ///
    /// A number is not, as the server finds `1.0` by `1`; documents and regular expressions mean something else within
    /// `$in`.
    static func canShare(_ id: BSONValue) -> Bool {
        switch id {
        case .objectID: true
        case .string(let text): text.utf8.count <= longestString
        default: false
        }
    }
}
