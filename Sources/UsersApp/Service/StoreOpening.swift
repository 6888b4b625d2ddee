import Accounts
import DocumentStore
import Logging
import MongoStore
import SQLiteStore

/// Opens the store that the settings name and brings it up to date.
enum StoreOpening {
    /// How long a store may take to come up, so that the order in which services start does not matter.
    private static let patience = Duration.seconds(30)

    static func open(_ settings: Settings, logger: Logger) async throws(Failure) -> any DocumentStore {
        if case .mongo(let uri) = settings.database, let problem = MongoStore.problem(inURI: uri) {
            throw .setting(SettingError("DATABASE_URL", "can't be used (\(problem))", accepts: "a MongoDB URI"))
        }
        let store: any DocumentStore
        do {
            switch settings.database {
            case .sqlite(let path): store = try SQLiteStore(path: path, logger: logger)
            case .mongo(let uri):
                var options = MongoStoreOptions()
                // An answer of 503 has to leave before the request's own time is over.
                options.operationTimeout = settings.requestTimeout * 0.8
                store = try MongoStore(uri: uri, options: options, logger: logger)
            }
        } catch {
            throw Failure(error, url: settings.database.description)
        }
        try await upgrade(store, settings, logger)
        return store
    }

    private static func upgrade(
        _ store: any DocumentStore, _ settings: Settings, _ logger: Logger
    ) async throws(Failure) {
        let deadline = ContinuousClock.now + patience
        while true {
            do {
                try await store.ping()
                try await AccountSchema.current.apply(to: store)
                return
            } catch .unavailable(let reason) where ContinuousClock.now < deadline {
                logger.warning("the store is not there yet", metadata: ["reason": "\(reason)"])
                try? await Task.sleep(for: .seconds(1))
            } catch {
                await store.close()
                throw Failure(error, url: settings.database.description)
            }
        }
    }
}
