import DocumentStore

/// A store that does nothing, for what is looked at before anything is stored.
struct NoStore: DocumentStore {
    func prepare(_ collections: [CollectionDefinition]) async throws(StoreError) { throw .closed }

    func insert(_ document: BSONDocument, into collection: CollectionDefinition) async throws(StoreError) {
        throw .closed
    }

    func insert(
        _ documents: [BSONDocument], into collection: CollectionDefinition
    ) async throws(StoreError) -> [StoreError?] { throw .closed }

    func find(
        id: BSONValue, in collection: CollectionDefinition, known: BSONDocument?
    ) async throws(StoreError) -> BSONDocument? { throw .closed }

    func find(
        _ key: BSONValue, by index: IndexDefinition, in collection: CollectionDefinition
    ) async throws(StoreError) -> BSONDocument? { throw .closed }

    func replace(
        _ document: BSONDocument, ifRevision revision: Int64, in collection: CollectionDefinition
    ) async throws(StoreError) -> Bool { throw .closed }

    func delete(
        id: BSONValue, ifRevision revision: Int64, in collection: CollectionDefinition
    ) async throws(StoreError) -> Bool { throw .closed }

    func page(_ query: PageQuery, in collection: CollectionDefinition) async throws(StoreError) -> Page {
        throw .closed
    }

    func count(_ query: PageQuery, in collection: CollectionDefinition) async throws(StoreError) -> Int {
        throw .closed
    }

    func deleteExpired(
        before instant: BSONDateTime, by index: IndexDefinition, in collection: CollectionDefinition, limit: Int
    ) async throws(StoreError) -> Int { throw .closed }

    func readSnapshot(
        of collections: [CollectionDefinition], _ visit: @escaping @Sendable (Int, BSONDocument) -> Bool
    ) async throws(StoreError) { throw .closed }

    func ping() async throws(StoreError) { throw .closed }

    func close() async {}
}
