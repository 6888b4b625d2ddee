import DocumentStore
import ThreadPool

/// One caller's wish for the document with an `_id`.
struct Lookup: Sendable {
    /// The document, nil when there is none, or why it could not be read.
    typealias Answer = Result<BSONDocument?, DriverError>

    let id: LookupID
    /// The document as the caller read it before.
    let known: BSONDocument?
    let attempt: OperationRunner.Attempt
    let ticket: Ticket<Answer>
}
