import DocumentStore

/// Deletes documents whose time is over: the embedded engine has nothing that would, MongoDB does it by itself too.
public struct ExpirySweeper: Sendable {
    /// How many documents go in one write.
    static let batchSize = 500
    /// How many batches of one collection a sweep deletes at most; the next one goes on.
    static let maximumBatches = 100

    private let store: any DocumentStore
    private let collections: [CollectionDefinition]
    private let clock: @Sendable () -> Instant

    /// - Parameter collections: Those with an expiring index are swept.
    init(store: any DocumentStore, collections: [CollectionDefinition], clock: @escaping @Sendable () -> Instant) {
        self.store = store
        self.collections = collections
        self.clock = clock
    }

    /// Deletes what has expired; returns how many documents.
    ///
    /// - Throws: `AccountError.unavailable`.
    public func sweep() async throws(AccountError) -> Int {
        var count = 0
        for collection in collections {
            for index in collection.indexes {
                guard case .expiring = index.kind else { continue }
                count += try await sweep(collection, by: index)
            }
        }
        return count
    }

    private func sweep(
        _ collection: CollectionDefinition, by index: IndexDefinition
    ) async throws(AccountError) -> Int {
        var count = 0
        for _ in 0..<Self.maximumBatches {
            let deleted: Int
            do {
                deleted = try await store.deleteExpired(
                    before: clock(), by: index, in: collection, limit: Self.batchSize)
            } catch {
                throw AccountError(error)
            }
            count += deleted
            if deleted < Self.batchSize { break }
        }
        return count
    }
}
