import Accounts
import DocumentStore
import Logging
import MongoStore
import SQLiteStore

/// Opens the store that the settings name.
enum StoreOpening {
    /// How long a store may take to come up, so that the order in which services start does not matter.
    private static let patience = Duration.seconds(30)

    /// A store of this program's schema.
    ///
    /// - Parameter isBulk: Whether it is about to be filled.
    static func open(
        _ settings: Settings, isBulk: Bool = false, logger: Logger
    ) async throws(Failure) -> any DocumentStore {
        let store = try make(settings, isBulk: isBulk, logger)
        try await patiently(store, settings, logger) { () async throws(StoreError) in
            try await AccountSchema.current.apply(to: store)
        }
        return store
    }

    /// Runs `body` with the store as it is, of whatever schema, and closes it after that.
    ///
    /// - Parameter isBulk: Whether it is about to be filled.
    static func withStore<Result: Sendable>(
        _ settings: Settings, isBulk: Bool = false, _ body: (any DocumentStore) async throws -> Result
    ) async throws -> Result {
        LineLogHandler.bootstrap(settings.logFormat, level: settings.logLevel)
        let logger = Logger(label: "users")
        let store = try make(settings, isBulk: isBulk, logger)
        try await patiently(store, settings, logger) {}
        do {
            let result = try await body(store)
            await store.close()
            return result
        } catch {
            await store.close()
            throw error
        }
    }

    private static func make(
        _ settings: Settings, isBulk: Bool, _ logger: Logger
    ) throws(Failure) -> any DocumentStore {
        if case .mongo(let uri) = settings.database, let problem = MongoStore.problem(inURI: uri) {
            throw .setting(SettingError("DATABASE_URL", "can't be used (\(problem))", accepts: "a MongoDB URI"))
        }
        do {
            switch settings.database {
            case .sqlite(let path):
                return try SQLiteStore(path: path, options: isBulk ? .bulk : SQLiteStoreOptions(), logger: logger)
            case .mongo(let uri):
                var options = MongoStoreOptions()
                // An answer of 503 has to leave before the request's own time is over.
                options.operationTimeout = settings.requestTimeout * 0.8
                return try MongoStore(uri: uri, options: options, logger: logger)
            }
        } catch {
            throw Failure(error, url: settings.database.description)
        }
    }

    /// Waits for the store to answer, then runs `body`; again while it is not there.
    private static func patiently(
        _ store: any DocumentStore, _ settings: Settings, _ logger: Logger,
        _ body: () async throws(StoreError) -> Void
    ) async throws(Failure) {
        let deadline = ContinuousClock.now + patience
        while true {
            do {
                try await store.ping()
                try await body()
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
