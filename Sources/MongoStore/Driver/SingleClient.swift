import CMongo

/// A client outside of the pool, without threads that watch the servers.
struct SingleClient: ~Copyable {
    private let handle: OpaquePointer

    /// Makes a client; connects to nothing yet.
    init(_ uri: borrowing ConnectionString) throws(DriverError) {
        var error = bson_error_t()
        guard let handle = mongoc_client_new_from_uri_with_error(uri.handle, &error) else { throw DriverError(error) }
        mongoc_client_set_error_api(handle, MONGOC_ERROR_API_VERSION_2)
        self.handle = handle
    }

    deinit {
        mongoc_client_destroy(handle)
    }

    /// Runs `body` with the client.
    func use<Value>(
        _ database: String, _ body: (Client) throws(DriverError) -> Value
    ) throws(DriverError) -> Value {
        try body(Client(handle: handle, database: database))
    }
}
