/// One instance's claim to change the store's schema. All of it is compare-and-swap on the schema's record.
struct SchemaLease: Sendable {
    private let store: any DocumentStore
    private let schema: StoreSchema
    private let duration: Duration
    private let owner = ObjectID.generate()

    private var records: DocumentCollection<SchemaRecord> { DocumentCollection(StoreSchema.metadata, in: store) }

    init(store: any DocumentStore, schema: StoreSchema, duration: Duration) {
        self.store = store
        self.schema = schema
        self.duration = duration
    }

    /// Takes the lease, waiting for another's to end; false when the store has the schema's version.
    ///
    /// - Throws: `StoreError.schemaTooNew`, `.restoring`.
    func acquire() async throws(StoreError) -> Bool {
        while true {
            guard let record = try await records.find(SchemaRecord.id) else {
                try await insertRecord()
                continue
            }
            if record.restoring != nil { throw .restoring }
            try schema.check(record)
            if record.version == schema.version { return false }
            if record.owner == nil || (record.expiresAt ?? .now) <= .now {
                var claim = record
                claim.owner = owner
                claim.expiresAt = .now + duration
                claim.target = schema.version
                if try await records.replace(claim) != nil { return true }
            }
            try await pause(for: min(duration / 10, .seconds(1)))
        }
    }

    /// Runs `body` while renewing the lease, then gives it up, also when `body` fails.
    ///
    /// A lease that is lost cancels `body`.
    func hold(
        _ body: @escaping @Sendable (SchemaLease) async throws(StoreError) -> Void
    ) async throws(StoreError) {
        let outcome = await withTaskGroup(of: Result<Void, StoreError>?.self) { group in
            group.addTask {
                do throws(StoreError) { return .success(try await body(self)) } catch { return .failure(error) }
            }
            group.addTask {
                await renew()
                return nil
            }
            // When the renewal ends, the lease is lost; still it is `body` that tells how far it came.
            var outcome: Result<Void, StoreError>?
            while outcome == nil, let next = await group.next() {
                outcome = next
                group.cancelAll()
            }
            return outcome ?? .failure(.cancelled)
        }
        if case .failure = outcome {
            // Lets the next instance try at once; whoever has lost the lease has nothing to give up.
            _ = try? await change { $0.owner = nil }
        }
        try outcome.get()
    }

    /// Begins a migration; returns what an earlier run saved, nil when the migration is done already.
    func begin(_ migration: Migration) async throws(StoreError) -> BSONDocument? {
        var progress: BSONDocument?
        try await change { record in
            if record.migration != migration.version { record.progress = [:] }
            record.migration = migration.version
            progress = record.version < migration.version ? record.progress : nil
        }
        return progress
    }

    /// Saves what a migration needs to go on.
    func save(_ progress: BSONDocument) async throws(StoreError) {
        try await change { $0.progress = progress }
    }

    /// Records that a migration is done.
    func finish(_ migration: Migration) async throws(StoreError) {
        try await change { record in
            record.version = migration.version
            record.migration = nil
            record.progress = [:]
        }
    }

    /// Records that the store has the schema's version, and gives the lease up.
    func finish() async throws(StoreError) {
        try await change { record in
            record.version = schema.version
            record.owner = nil
            record.expiresAt = nil
        }
    }

    /// Renews the lease until it is lost or the task is cancelled.
    private func renew() async {
        var renewedAt = BSONDateTime.now
        while true {
            do {
                try await pause(for: duration / 3)
                try await change { $0.expiresAt = .now + duration }
                renewedAt = .now
            } catch {
                // A store that is away for a moment is no reason to give up, as long as the lease lasts.
                guard case .unavailable = error, .now < renewedAt + duration else { return }
            }
        }
    }

    private func change(_ body: (inout SchemaRecord) -> Void) async throws(StoreError) {
        let record = try await records.update(SchemaRecord.id) { record throws(StoreError) in
            guard record.owner == owner else { throw .unavailable("another instance has taken over the migrations") }
            body(&record)
        }
        if record == nil { throw .corrupt("the schema's record is gone") }
    }

    private func insertRecord() async throws(StoreError) {
        do {
            try await records.insert(SchemaRecord())
        } catch .duplicateKey {
            // Another instance was faster.
        }
    }

    private func pause(for duration: Duration) async throws(StoreError) {
        do { try await Task.sleep(for: duration) } catch { throw .cancelled }
    }
}
