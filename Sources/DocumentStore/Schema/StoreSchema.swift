/// What a program expects of its store: collections, and the changes that lead there from older versions.
public struct StoreSchema: Sendable {
    /// The version that the program reads and writes; raised with every migration.
    public let version: Int
    /// All collections.
    public let collections: [CollectionDefinition]
    /// The changes of documents, in the order of their versions.
    public let migrations: [Migration]

    /// Makes a schema.
    ///
    /// - Precondition: The migrations' versions rise, and none is beyond `version`.
    public init(version: Int, collections: [CollectionDefinition], migrations: [Migration] = []) {
        precondition(zip(migrations, migrations.dropFirst()).allSatisfy { $0.version < $1.version })
        precondition(migrations.allSatisfy { (1...version).contains($0.version) })
        self.version = version
        self.collections = collections
        self.migrations = migrations
    }

    /// The collection that holds a store's schema version.
    static let metadata = CollectionDefinition(name: "store_metadata", indexes: [])

    /// Refuses the record of a store that a newer program has used.
    func check(_ record: SchemaRecord) throws(StoreError) {
        let newest = max(record.version, record.target)
        if newest > version { throw .schemaTooNew(found: newest, supported: version) }
    }

    /// Brings a store to this schema; to be called at every start, before anything else.
    ///
    /// Of several instances that start at once one does the work, holding a lease; the others wait for it, and take over when it
    /// dies. Migrations that were cut short are resumed.
    ///
    /// - Parameters:
    ///   - store: The store.
    ///   - lease: How long an instance may be silent before another takes over; longer than the hosts' clocks may differ.
    /// - Throws: `StoreError.schemaTooNew` when a newer program has used the store, `.restoring` when it has a part of a backup.
    public func apply(to store: any DocumentStore, lease: Duration = .seconds(30)) async throws(StoreError) {
        try await store.prepare([Self.metadata])
        let record = SchemaLease(store: store, schema: self, duration: lease)
        while try await record.acquire() {
            try await store.prepare(collections)
            try await record.hold { lease throws(StoreError) in try await migrate(store, under: lease) }
        }
        try await store.prepare(collections)
    }

    private func migrate(_ store: any DocumentStore, under lease: SchemaLease) async throws(StoreError) {
        for migration in migrations {
            guard let progress = try await lease.begin(migration) else { continue }
            try await migration.run(MigrationContext(store: store, progress: progress, lease: lease))
            try await lease.finish(migration)
        }
        try await lease.finish()
    }
}
