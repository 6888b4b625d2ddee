import DocumentStore

extension MongoStore {
    /// Reads in a snapshot session, on the primary. Its server keeps the moment for `minSnapshotHistoryWindowInSeconds`.
    public func readSnapshot(
        of collections: [CollectionDefinition], _ visit: @escaping @Sendable (Int, BSONDocument) -> Bool
    ) async throws(StoreError) {
        let names = collections.map(\.name)
        let failure = try await withPatientClient { client throws(DriverError) -> DriverError? in
            var walk = SnapshotWalk(visit)
            do throws(DriverError) {
                try client.read(&walk, of: names)
                return nil
            } catch {
                // Returned, what is thrown would be repeated from the start.
                if walk.hasBegun { return error }
                throw error
            }
        }
        if let failure { throw failure.storeError }
    }
}
