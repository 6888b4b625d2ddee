import DocumentStore
import Logging

extension MongoStore {
    /// Creates collections and indexes and sets validators. All commands may be repeated and may meet another
    /// process's.
    public func prepare(_ collections: [CollectionDefinition]) async throws(StoreError) {
        try await withPatientClient { [logger] client throws(DriverError) in
            for collection in collections {
                try client.prepare(collection, logger: logger)
            }
        }
    }
}

extension Client {
    fileprivate func prepare(_ collection: CollectionDefinition, logger: Logger) throws(DriverError) {
        do {
            try run(collection.createCommand)
        } catch {
            guard error.serverCode == .namespaceExists else { throw error }
            try updateValidator(of: collection, logger: logger)
        }
        if let command = collection.createIndexesCommand { try run(command) }
    }

    /// Replaces a validator that differs; a user who may not has to leave it to one who may.
    private func updateValidator(of collection: CollectionDefinition, logger: Logger) throws(DriverError) {
        let found = try run(collection.describeCommand)["cursor"]?.documentValue?["firstBatch"]?.arrayValue?.first
        let options = found?.documentValue?["options"]?.documentValue
        guard options?["validator"] != .document(collection.validator) else { return }
        do {
            try run(collection.modifyCommand)
        } catch {
            guard error.serverCode == .unauthorized else { throw error }
            logger.warning("The schema of \(collection.name) is not up to date: \(error.message)")
        }
    }
}
