/// Documents in collections, with declared indexes: what the embedded engine and MongoDB both are.
///
/// Every operation is one atomic statement; there are no transactions, since a standalone mongod has none. Whatever must change
/// together is in one document. `DocumentCollection` is the typed way in.
public protocol DocumentStore: Sendable {
    /// Creates the collections and indexes that are missing; safe to call from several processes at once.
    func prepare(_ collections: [CollectionDefinition]) async throws(StoreError)

    /// The state of all documents now, told without asking anybody; nil from an engine that would have to ask.
    ///
    /// What was read after a state was taken, and before it changed, is what is stored.
    var state: StoreState? { get }

    /// Stores a new document. It must have an `_id`.
    ///
    /// - Throws: `StoreError.duplicateKey` when the `_id` or a unique index's key is taken.
    func insert(_ document: BSONDocument, into collection: CollectionDefinition) async throws(StoreError)

    /// Stores many new documents, each or not for itself, of equals the first. Each must have an `_id`; together they have at most
    /// 16 MB.
    ///
    /// - Returns: For each document why it was refused, as `insert` throws it; nil for those that are stored.
    /// - Throws: What befell the operation as a whole, of which anything may be stored.
    func insert(
        _ documents: [BSONDocument], into collection: CollectionDefinition
    ) async throws(StoreError) -> [StoreError?]

    /// The document with this `_id`.
    ///
    /// - Parameter known: The document as the caller read it before; where the same bytes are stored still, it comes back itself,
    ///   which saves copying and checking them.
    func find(
        id: BSONValue, in collection: CollectionDefinition, known: BSONDocument?
    ) async throws(StoreError) -> BSONDocument?

    /// The document that has `key` in a unique index.
    func find(
        _ key: BSONValue, by index: IndexDefinition, in collection: CollectionDefinition
    ) async throws(StoreError) -> BSONDocument?

    /// Replaces the document with the same `_id`, if its `revision` still is `revision`.
    ///
    /// A document without the field, written by something else, has revision 0.
    ///
    /// - Returns: False when the document is gone or has another revision: a lost race, nothing was changed.
    func replace(
        _ document: BSONDocument, ifRevision revision: Int64, in collection: CollectionDefinition
    ) async throws(StoreError) -> Bool

    /// Deletes the document, if its `revision` still is `revision`; false as for `replace`.
    func delete(
        id: BSONValue, ifRevision revision: Int64, in collection: CollectionDefinition
    ) async throws(StoreError) -> Bool

    /// One page of documents along an ordered index.
    func page(_ query: PageQuery, in collection: CollectionDefinition) async throws(StoreError) -> Page

    /// How many documents `query` selects, its cursor, skip and limit left aside.
    ///
    /// A query that selects the whole collection reads a maintained count, whatever the size. It is 0 only where there is none.
    func count(_ query: PageQuery, in collection: CollectionDefinition) async throws(StoreError) -> Int

    /// Deletes up to `limit` documents whose date in the expiring `index` is before `instant`; returns how many.
    func deleteExpired(
        before instant: BSONDateTime, by index: IndexDefinition, in collection: CollectionDefinition, limit: Int
    ) async throws(StoreError) -> Int

    /// Reads all documents of collections as they were at one moment after the call began, while others go on writing.
    ///
    /// - Parameters:
    ///   - collections: Read one after the other; one that is not there has no documents.
    ///   - visit: Gets each document with its collection's place in `collections`, on a thread that it may block; false ends the
    ///     walk.
    /// - Throws: `StoreError.unavailable` from a standalone MongoDB too, which has no snapshots.
    func readSnapshot(
        of collections: [CollectionDefinition], _ visit: @escaping @Sendable (Int, BSONDocument) -> Bool
    ) async throws(StoreError)

    /// Returns when the store answers.
    func ping() async throws(StoreError)

    /// Lets running operations end and gives up all resources; later operations throw `StoreError.closed`.
    func close() async
}

extension DocumentStore {
    /// Nil: each read asks.
    public var state: StoreState? { nil }

    /// The document with this `_id`.
    public func find(id: BSONValue, in collection: CollectionDefinition) async throws(StoreError) -> BSONDocument? {
        try await find(id: id, in: collection, known: nil)
    }
}
