import DocumentStore

/// One of the statements of an `update`, which changes a document or inserts one.
struct UpdateStatement {
    let filter: BSONDocument
    /// The stages, under their places.
    let pipeline: BSONDocument
}
