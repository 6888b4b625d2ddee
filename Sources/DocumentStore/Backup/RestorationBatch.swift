/// Documents of one collection that are restored together.
struct RestorationBatch {
    private static let countLimit = 1000
    private static let byteLimit = 4 << 20

    private(set) var collection = ""
    private(set) var documents: [BSONDocument] = []
    private var byteCount = 0

    /// Whether a document has room beside the others.
    func takes(_ document: BSONDocument, of collection: String) -> Bool {
        documents.isEmpty
            || collection == self.collection && documents.count < Self.countLimit
                && byteCount + document.byteCount <= Self.byteLimit
    }

    mutating func append(_ document: BSONDocument, of collection: String) {
        self.collection = collection
        documents.append(document)
        byteCount += document.byteCount
    }

    /// Stores the documents and forgets them; those that are there already, from a run that was cut short, are left alone.
    ///
    /// - Throws: `BackupError.conflict`, `.store`.
    mutating func store(in store: any DocumentStore, by schema: StoreSchema) async throws(BackupError) {
        guard let definition = schema.collections.first(where: { $0.name == collection }) else { return }
        let isStored: Bool
        do throws(StoreError) {
            isStored = try await insert(into: definition.unchecked, of: store)
        } catch {
            throw .store(error)
        }
        guard isStored else { throw .conflict(collection: collection) }
        documents.removeAll(keepingCapacity: true)
        byteCount = 0
    }

    /// Inserts the documents; false when another document has the id or a key of one of them.
    private func insert(
        into collection: CollectionDefinition, of store: any DocumentStore
    ) async throws(StoreError) -> Bool {
        let outcomes = try await store.insert(documents, into: collection)
        for (document, refusal) in zip(documents, outcomes) {
            guard let refusal else { continue }
            guard case .duplicateKey = refusal, let id = document["_id"] else { throw refusal }
            guard try await store.find(id: id, in: collection) == document else { return false }
        }
        return true
    }
}

extension CollectionDefinition {
    /// The collection without its second line of defence: what was stored is taken as it is.
    var unchecked: CollectionDefinition { CollectionDefinition(name: name, indexes: indexes) }
}
