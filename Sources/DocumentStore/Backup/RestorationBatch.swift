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
        for case (let document, let refusal?) in zip(documents, outcomes) {
            guard case .duplicateKey = refusal, let id = document["_id"] else { throw refusal }
            if let found = try await store.find(id: id, in: collection) {
                guard found == document else { return false }
            } else {
                // It was there, from a run that was cut short, and has expired meanwhile; or another one has a key of it.
                guard try await insert(document, into: collection, of: store) else { return false }
            }
        }
        return true
    }

    private func insert(
        _ document: BSONDocument, into collection: CollectionDefinition, of store: any DocumentStore
    ) async throws(StoreError) -> Bool {
        do throws(StoreError) {
            try await store.insert(document, into: collection)
            return true
        } catch {
            guard case .duplicateKey = error else { throw error }
            return false
        }
    }
}

extension CollectionDefinition {
    /// The collection without its second line of defence: what was stored is taken as it is.
    var unchecked: CollectionDefinition { CollectionDefinition(name: name, indexes: indexes) }
}
