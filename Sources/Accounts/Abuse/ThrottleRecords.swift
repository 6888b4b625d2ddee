import DocumentStore

/// Throttles of one type: each change of one is a compare-and-swap, so that it counts for all instances.
struct ThrottleRecords<Record: StoredDocument>: Sendable where Record.ID == String {
    /// How often to begin again after a record came or went meanwhile; `DocumentCollection.update` has a bound of its own.
    private static var maximumAttempts: Int { 20 }

    private let records: DocumentCollection<Record>

    init(store: any DocumentStore) {
        records = DocumentCollection(ThrottleSchema.throttles, in: store)
    }

    func find(_ id: String) async throws(AccountError) -> Record? {
        do {
            return try await records.find(id)
        } catch {
            throw AccountError(error)
        }
    }

    /// Changes the stored record, or `fresh` where there is none, and stores it.
    ///
    /// - Throws: What `change` throws, in which case nothing is stored; `AccountError.unavailable`.
    func change(
        _ fresh: Record, _ change: (inout Record) throws(AccountError) -> Void
    ) async throws(AccountError) {
        for _ in 0..<Self.maximumAttempts {
            if try await records.update(fresh.id, change) != nil { return }
            var first = fresh
            try change(&first)
            if try await insert(first) { return }
        }
        throw Self.contended
    }

    /// Deletes the record unless `check` throws for it; where there is none, nothing is written.
    ///
    /// - Throws: What `check` throws, `AccountError.unavailable`.
    func delete(_ id: String, _ check: (Record) throws(AccountError) -> Void) async throws(AccountError) {
        for _ in 0..<Self.maximumAttempts {
            guard let record = try await find(id) else { return }
            try check(record)
            do {
                if try await records.delete(id, ifRevision: record.revision) { return }
            } catch {
                throw AccountError(error)
            }
        }
        throw Self.contended
    }

    /// False when another request was faster.
    private func insert(_ record: Record) async throws(AccountError) -> Bool {
        do {
            try await records.insert(record)
            return true
        } catch {
            if case .duplicateKey = error { return false }
            throw AccountError(error)
        }
    }

    private static var contended: AccountError {
        .unavailable(reason: "a throttle is changed by too many at once")
    }
}
