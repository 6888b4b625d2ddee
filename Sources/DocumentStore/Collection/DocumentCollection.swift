/// Typed access to a collection.
public struct DocumentCollection<Document: StoredDocument>: Sendable {
    /// What the collection was declared to be.
    public let definition: CollectionDefinition
    @usableFromInline let store: any DocumentStore
    @usableFromInline let cache: DecodedDocuments<Document>?

    /// Makes the way into a collection that the store has prepared.
    ///
    /// - Parameter decodedCapacity: How many decoded documents to keep for those that are found by id again and again.
    public init(_ definition: CollectionDefinition, in store: any DocumentStore, decodedCapacity: Int? = nil) {
        self.definition = definition
        self.store = store
        cache = decodedCapacity.map(DecodedDocuments.init)
    }

    /// Stores a new document.
    ///
    /// - Throws: `StoreError.duplicateKey` when its id or a unique index's key is taken.
    public func insert(_ document: Document) async throws(StoreError) {
        try await store.insert(document.bson, into: definition)
    }

    /// Stores many new documents, each or not for itself.
    ///
    /// - Parameter encoded: What `bson` of the documents is, at most 16 MB together.
    /// - Returns: For each document why it was refused; nil for those that are stored.
    public func insert(encoded: [BSONDocument]) async throws(StoreError) -> [StoreError?] {
        try await store.insert(encoded, into: definition)
    }

    /// The document with this id.
    @inlinable
    public func find(_ id: Document.ID) async throws(StoreError) -> Document? {
        try await read(id)?.document
    }

    /// The document with this id, shared with others who read it.
    @inlinable
    public func read(_ id: Document.ID) async throws(StoreError) -> Decoded<Document>? {
        // Before the read: what is written in between makes the state an old one.
        let state = store.state
        let known = cache?.entry(id)
        if let known, known.isCurrent(at: state) { return known.decoded }
        let found = try await store.find(id: id.bsonValue, in: definition, known: known?.decoded.bson)
        guard let bson = found else { return nil }
        if let known, known.decoded.bson == bson {
            if state != nil { cache?.insert(known.decoded, at: state) }
            return known.decoded
        }
        let decoded = Decoded(try decode(bson), of: bson)
        cache?.insert(decoded, at: state)
        return decoded
    }

    /// The document that has `key` in a unique index.
    public func find(_ key: BSONValue, by index: IndexDefinition) async throws(StoreError) -> Document? {
        guard let bson = try await store.find(key, by: index, in: definition) else { return nil }
        return try decode(bson)
    }

    /// One page of documents along an ordered index.
    public func page(_ query: PageQuery) async throws(StoreError) -> CollectionPage<Document> {
        let page = try await store.page(query, in: definition)
        var documents: [Document] = []
        documents.reserveCapacity(page.documents.count)
        for bson in page.documents { documents.append(try decode(bson)) }
        return CollectionPage(documents: documents, next: page.next)
    }

    /// One page as above, without the documents that can't be read, which `report` is told of.
    public func page(
        _ query: PageQuery, skippingUnreadable report: (StoreError) -> Void
    ) async throws(StoreError) -> CollectionPage<Document> {
        let page = try await store.page(query, in: definition)
        var documents: [Document] = []
        for bson in page.documents {
            do {
                documents.append(try decode(bson))
            } catch {
                report(error)
            }
        }
        return CollectionPage(documents: documents, next: page.next)
    }

    /// How many documents `query` selects, its cursor, skip and limit left aside.
    public func count(_ query: PageQuery) async throws(StoreError) -> Int {
        try await store.count(query, in: definition)
    }

    /// Replaces a document if its stored revision still is the one it was read with; raises the revision.
    ///
    /// - Returns: The document as it is stored now; nil when it is gone or was changed since.
    public func replace(_ document: Document) async throws(StoreError) -> Document? {
        var next = document
        next.revision += 1
        let isReplaced = try await store.replace(next.bson, ifRevision: document.revision, in: definition)
        return isReplaced ? next : nil
    }

    /// Deletes a document if its revision still is `revision`; false when it is gone or has another one.
    public func delete(_ id: Document.ID, ifRevision revision: Int64) async throws(StoreError) -> Bool {
        try await store.delete(id: id.bsonValue, ifRevision: revision, in: definition)
    }

    /// Deletes up to `limit` documents whose date in the expiring `index` is before `instant`; returns how many.
    public func deleteExpired(
        before instant: BSONDateTime, by index: IndexDefinition, limit: Int
    ) async throws(StoreError) -> Int {
        try await store.deleteExpired(before: instant, by: index, in: definition, limit: limit)
    }

    @inlinable
    func decode(_ bson: BSONDocument) throws(StoreError) -> Document {
        do {
            return try Document(bson: bson)
        } catch {
            throw .unreadable("a document of \(definition.name) can't be read: \(error), _id \(bson["_id"] ?? .null)")
        }
    }
}
