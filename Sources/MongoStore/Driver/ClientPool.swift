import CMongo

/// libmongoc's pool of clients, one for each thread that may ask; taking one never waits.
final class ClientPool: @unchecked Sendable {
    // Sendable: libmongoc's pool has its own lock. `destroy` is the only writer; `MongoStore` calls it when nothing
    // runs.
    private var handle: OpaquePointer?
    private let database: String

    /// Makes a pool; connects to nothing yet, but resolves a `mongodb+srv` name.
    init(_ uri: borrowing ConnectionString, database: String) throws(DriverError) {
        var error = bson_error_t()
        guard let handle = mongoc_client_pool_new_with_error(uri.handle, &error) else {
            throw DriverError(error)
        }
        mongoc_client_pool_set_error_api(handle, MONGOC_ERROR_API_VERSION_2)
        self.handle = handle
        self.database = database
    }

    deinit {
        destroy()
    }

    /// Runs `body` with a client, which goes back to the pool after it.
    func withClient<Value>(
        _ body: (Client) throws(DriverError) -> Value
    ) throws(DriverError) -> Value {
        guard let handle, let client = mongoc_client_pool_pop(handle) else {
            throw DriverError(domain: MONGOC_ERROR_CLIENT, message: "the store is closed")
        }
        defer { mongoc_client_pool_push(handle, client) }
        return try body(Client(handle: client, database: database))
    }

    /// Ends all connections and the threads that watch the servers; waits for these.
    func destroy() {
        if let handle { mongoc_client_pool_destroy(handle) }
        handle = nil
    }
}
