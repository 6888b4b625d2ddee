import DocumentStore
import Foundation
import Logging
import SQLiteStore
import Testing

@testable import MongoStore

/// The engines that keep the store's contract. Every case runs on each; a missing MongoDB fails rather than skips.
enum Engine: CaseIterable, CustomTestStringConvertible {
    case sqlite
    case mongo

    var testDescription: String {
        switch self {
        case .sqlite: "SQLite"
        case .mongo: "MongoDB"
        }
    }

    /// Runs `body` with a new, empty database, and removes that afterwards.
    func withDatabase(_ body: (TestDatabase) async throws -> Void) async throws {
        switch self {
        case .sqlite:
            try await withTemporaryFolder { folder in
                let path = folder.appending(path: "store.db").path
                try await body(TestDatabase { try SQLiteStore(path: path, logger: Logger(label: "test")) })
            }
        case .mongo:
            let uri = try mongoURI()
            var options = MongoStoreOptions()
            options.database = "contract_\(ObjectID.generate())"
            let database = TestDatabase { [options] in
                try MongoStore(uri: uri, options: options, logger: Logger(label: "test"))
            }
            let outcome = await Result { try await body(database) }
            let store = try MongoStore(uri: uri, options: options, logger: Logger(label: "test"))
            _ = try await store.operations.run { client, _ throws(DriverError) in
                try client.run(["dropDatabase": .int32(1)])
            }
            await store.close()
            try outcome.get()
        }
    }

    /// Runs `body` with a store that has prepared `people`.
    func withStore(_ body: (any DocumentStore) async throws -> Void) async throws {
        try await withDatabase { database in
            let store = try database.open()
            try await store.prepare([people])
            let outcome = await Result { try await body(store) }
            await store.close()
            try outcome.get()
        }
    }

    private func mongoURI() throws -> String {
        try #require(
            ProcessInfo.processInfo.environment["USERS_TEST_MONGODB_URI"],
            "USERS_TEST_MONGODB_URI is not set: run USERS_TEST_MONGODB_URI=$(scripts/mongod start) swift test")
    }
}

/// A database that any number of stores may open, as instances of the service do.
struct TestDatabase: Sendable {
    let open: @Sendable () throws -> any DocumentStore
}

/// Runs `body` with a new folder, and removes that afterwards.
func withTemporaryFolder<Value>(_ body: (URL) async throws -> Value) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appending(path: "store-\(ObjectID.generate())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(folder)
}

extension Result where Failure == any Error {
    /// What an asynchronous function did.
    init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
