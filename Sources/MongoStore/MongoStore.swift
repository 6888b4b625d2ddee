import CMongo
import DocumentStore
import Logging

/// The document store on MongoDB: a replica set, or a standalone server, reached through libmongoc.
///
/// An operation is one hop to a thread that has a client of its own; lookups by `_id` and replacements that wait at the same
/// moment share theirs, and a command. Writes are acknowledged by a majority's journals; reads come from the primary.
public final class MongoStore: DocumentStore {
    let operations: OperationRunner
    let lookups: BatchQueues<Lookup>
    let replacements: BatchQueues<Replacement>
    let logger: Logger
    private let pool: ClientPool
    private let pings: OperationRunner
    private let uri: String
    private let options: MongoStoreOptions
    private let database: String

    /// Makes a store; connects when the first operation asks for it.
    ///
    /// - Parameters:
    ///   - uri: Any `mongodb://` or `mongodb+srv://` URI, with its credentials and TLS options. Its path names the
    ///     database.
    ///   - options: Sizes and time limits.
    ///   - logger: Gets the driver's warnings too; of several stores in a process, the last one's does.
    /// - Throws: `StoreError.unavailable` when the URI is invalid or a `mongodb+srv` name can't be resolved; the text
    ///   has no credentials.
    public init(uri: String, options: MongoStoreOptions = MongoStoreOptions(), logger: Logger) throws(StoreError) {
        MongoLibrary.start(logger: logger)
        do throws(DriverError) {
            let connection = try ConnectionString(uri, options: options)
            database = options.database ?? connection.database ?? "users"
            pool = try ClientPool(connection, database: database)
        } catch {
            throw error.storeError
        }
        operations = OperationRunner(
            pool: pool, name: "mongo", threads: options.connections, queueLimit: options.queueLimit,
            timeout: options.operationTimeout)
        lookups = BatchQueues(operations, limit: options.queueLimit)
        replacements = BatchQueues(operations, limit: options.queueLimit)
        // Apart, so that a ping tells of the server and not of the queue.
        pings = OperationRunner(
            pool: pool, name: "mongo-ping", threads: 1, queueLimit: 16, timeout: options.pingTimeout)
        self.uri = uri
        self.options = options
        self.logger = logger
    }

    /// What is wrong with a URI, without its values; nil when the driver takes it. Connects to nothing.
    public static func problem(inURI uri: String) -> String? {
        // The answer says what the driver would log; the store's own logger follows with the store.
        MongoLibrary.start(logger: Logger(label: "mongo") { _ in SwiftLogNoOpLogHandler() })
        do throws(DriverError) {
            _ = try ConnectionString(uri, options: MongoStoreOptions())
            return nil
        } catch {
            return error.message
        }
    }

    /// Asks the primary for an answer, within `MongoStoreOptions.pingTimeout`.
    public func ping() async throws(StoreError) {
        let outcome = await withTaskGroup(of: Result<Void, StoreError>.self) { [pings, options] group in
            group.addTask {
                await pings.outcome { client, _ throws(DriverError) in _ = try client.run(["ping": .int32(1)]) }
            }
            group.addTask {
                do { try await Task.sleep(for: options.pingTimeout) } catch { return .failure(.cancelled) }
                return .failure(.unavailable("MongoDB did not answer a ping within \(options.pingTimeout)"))
            }
            let first = await group.next() ?? .failure(.cancelled)
            group.cancelAll()
            return first
        }
        try outcome.get()
    }

    /// Lets running operations end and gives up all connections; later operations throw `StoreError.closed`.
    public func close() async {
        await operations.close()
        // The clients go last, and on a thread: destroying them waits for the driver's own threads.
        await pings.close { [pool] in pool.destroy() }
    }

    /// Runs `body` with a client outside of the pool, whose commands may take as long as building an index does.
    func withPatientClient<Value: Sendable>(
        _ body: @escaping @Sendable (Client) throws(DriverError) -> Value
    ) async throws(StoreError) -> Value {
        try await operations.run { [uri, options, database] _, _ throws(DriverError) in
            let connection = try ConnectionString(uri, options: options)
            connection.allowLongOperations()
            return try SingleClient(connection).use(database, body)
        }
    }
}
