/// Brings the documents of a backup into an empty store, of either engine.
///
/// From `begin` to the end of `run` no program serves the store: its record says that it is being restored. What was cut short goes
/// on when it is begun again with the same file.
public struct StoreRestoration: Sendable {
    /// What the backup says of itself.
    public let header: BackupHeader
    /// How many documents the backup has, the schema's record left aside.
    public let documents: Int

    private let descriptor: Int32
    private let schema: StoreSchema
    private let record: SchemaRecord
    private let digest: String

    /// Reads the whole backup and checks it.
    ///
    /// - Parameters:
    ///   - descriptor: The file, which stays open until `run` is over.
    ///   - schema: What the program knows; a backup of an older version is migrated by the next `StoreSchema.apply`.
    ///   - progress: Told how many documents were checked.
    /// - Throws: `BackupError.foreign`, `.formatTooNew`, `.damaged`, `.unreadable` or `.schemaTooNew`.
    public init(
        checking descriptor: Int32, by schema: StoreSchema, progress: (Int) -> Void = { _ in }
    ) throws(BackupError) {
        var reader = try BackupReader(descriptor)
        var record: SchemaRecord?
        var documents = 0
        while let (place, document) = try reader.next() {
            if place == 0 {
                record = try? SchemaRecord(bson: document)
            } else {
                documents += 1
                progress(documents)
            }
        }
        guard let record, record.restoring == nil, let digest = reader.digest else {
            throw .damaged("does not tell its schema")
        }
        let newest = max(record.version, record.target)
        if newest > schema.version { throw .schemaTooNew(found: newest, supported: schema.version) }
        let known = Set(schema.collections.map(\.name))
        guard reader.header.collections.dropFirst().allSatisfy(known.contains) else {
            throw .damaged("has a collection that this program does not know")
        }
        header = reader.header
        self.documents = documents
        self.descriptor = descriptor
        self.schema = schema
        self.record = record
        self.digest = digest
    }

    /// Claims a store that has no documents, or a part of this very backup.
    ///
    /// - Throws: `BackupError.notEmpty` or `.otherBackup`, and nothing was changed; `.store`.
    public func begin(in store: any DocumentStore) async throws(BackupError) {
        let records = DocumentCollection<SchemaRecord>(StoreSchema.metadata, in: store)
        let found: SchemaRecord?
        let occupied: String?
        do throws(StoreError) {
            try await store.prepare([StoreSchema.metadata])
            found = try await records.find(SchemaRecord.id)
            if let found { try schema.check(found) }
            occupied = try await occupiedCollection(of: store)
        } catch {
            throw .store(error)
        }
        if let restoring = found?.restoring {
            guard restoring == digest else { throw .otherBackup }
            return
        }
        if let occupied { throw .notEmpty(collection: occupied) }
        do throws(StoreError) {
            try await claim(found, in: records)
        } catch {
            throw .store(error)
        }
    }

    /// Stores the documents, and lets programs serve the store again.
    ///
    /// - Parameter progress: Told how many documents are stored.
    /// - Throws: `BackupError.conflict`, `.damaged`, `.unreadable`, `.store`; it may be begun again then.
    public func run(in store: any DocumentStore, progress: (Int) -> Void = { _ in }) async throws(BackupError) {
        do throws(StoreError) {
            try await store.prepare(schema.collections.map(\.unchecked))
        } catch {
            throw .store(error)
        }
        var reader = try BackupReader(descriptor)
        var batch = RestorationBatch()
        var stored = 0
        while let (place, document) = try reader.next() {
            guard place > 0 else { continue }
            let name = reader.header.collections[place]
            if !batch.takes(document, of: name) {
                try await batch.store(in: store, by: schema)
                progress(stored)
            }
            batch.append(document, of: name)
            stored += 1
        }
        try await batch.store(in: store, by: schema)
        guard reader.digest == digest else { throw .damaged("was changed while it was read") }
        do throws(StoreError) {
            try await end(in: store)
        } catch {
            throw .store(error)
        }
    }

    /// The first collection that has documents; nil when none has.
    private func occupiedCollection(of store: any DocumentStore) async throws(StoreError) -> String? {
        // All documents are counted, so the order is none that has to be declared.
        let all = PageQuery(along: IndexDefinition("all", .ordered(fields: [])), limit: 1)
        for collection in schema.collections where try await store.count(all, in: collection) > 0 {
            return collection.name
        }
        return nil
    }

    /// Notes in the store's record which backup is being restored.
    private func claim(
        _ found: SchemaRecord?, in records: DocumentCollection<SchemaRecord>
    ) async throws(StoreError) {
        var record = found ?? SchemaRecord()
        record.restoring = digest
        record.owner = nil
        record.expiresAt = nil
        guard found != nil else { return try await records.insert(record) }
        guard try await records.replace(record) != nil else {
            throw .unavailable("another program has just begun to use the store")
        }
    }

    /// Puts the backup's record in the place of the one that claims the store.
    private func end(in store: any DocumentStore) async throws(StoreError) {
        let records = DocumentCollection<SchemaRecord>(StoreSchema.metadata, in: store)
        var record = record
        record.owner = nil
        record.expiresAt = nil
        guard let claim = try await records.find(SchemaRecord.id), claim.restoring == digest else {
            throw .unavailable("another program has restored the store")
        }
        record.revision = claim.revision
        guard try await records.replace(record) != nil else {
            throw .unavailable("another program has restored the store")
        }
    }
}
