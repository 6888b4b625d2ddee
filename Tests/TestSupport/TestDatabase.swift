import Accounts
import DocumentStore

/// One database of a test.
public struct TestDatabase: Sendable {
    let connect: @Sendable () throws -> any DocumentStore

    init(_ connect: @escaping @Sendable () throws -> any DocumentStore) {
        self.connect = connect
    }

    /// One more store over the database, brought to the program's schema.
    public func open() async throws -> any DocumentStore {
        let store = try connect()
        try await AccountSchema.current.apply(to: store)
        return store
    }
}
