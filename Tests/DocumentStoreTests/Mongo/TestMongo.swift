import DocumentStore
import Foundation
import Logging

@testable import MongoStore

/// The replica set that `scripts/test` starts, and stores on it with a database of their own.
enum TestMongo {
    /// Why the tests can't run; they fail with it, as skipped ones would go unnoticed.
    struct Missing: Error, CustomStringConvertible {
        let description =
            "USERS_TEST_MONGODB_URI is not set: run USERS_TEST_MONGODB_URI=$(scripts/mongod start) swift test"
    }

    /// The URI, with options appended.
    static func uri(_ options: String = "") throws -> String {
        guard let uri = ProcessInfo.processInfo.environment["USERS_TEST_MONGODB_URI"], !uri.isEmpty else {
            throw Missing()
        }
        return options.isEmpty ? uri : uri + (uri.contains("?") ? "&" : "/?") + options
    }

    /// A name that no other test has.
    static func uniqueName() -> String {
        "test_\(ObjectID.generate())"
    }

    /// Runs `body` with a store on a new database, which is dropped in the end.
    static func withStore<Result>(
        uri: String? = nil, options: MongoStoreOptions = MongoStoreOptions(),
        _ body: (MongoStore) async throws -> Result
    ) async throws -> Result {
        var options = options
        options.database = uniqueName()
        let store = try MongoStore(uri: uri ?? Self.uri(), options: options, logger: Logger(label: "test"))
        let result: Swift.Result<Result, any Error>
        do { result = .success(try await body(store)) } catch { result = .failure(error) }
        _ = try? await store.command(["dropDatabase": .int32(1)])
        await store.close()
        return try result.get()
    }

    /// Runs `body` with a store for which the next `times` of `commands` fail as `failure` says.
    ///
    /// The failpoint is the server's, but meets only this store's connections: it goes by the application's name.
    static func withFailures<Result>(
        _ commands: [String], times: Int, _ failure: BSONDocument, options: MongoStoreOptions = MongoStoreOptions(),
        uri base: String? = nil, _ body: (MongoStore, _ arm: () async throws -> Void) async throws -> Result
    ) async throws -> Result {
        let name = uniqueName()
        let base = try base ?? uri()
        var data = failure
        data.append("failCommands", .array(commands.map { .string($0) }))
        data.append("appName", .string(name))
        let failpoint: BSONDocument = [
            "configureFailPoint": "failCommand", "mode": ["times": .int32(Int32(times))], "data": .document(data),
        ]
        var adminOptions = MongoStoreOptions()
        adminOptions.database = "admin"
        let admin = try MongoStore(uri: base, options: adminOptions, logger: Logger(label: "test"))
        let uri = base + (base.contains("?") ? "&" : "/?") + "appname=\(name)"
        let result = try await withStore(uri: uri, options: options) { store in
            try await body(store) { _ = try await admin.command(failpoint) }
        }
        _ = try await admin.command(["configureFailPoint": "failCommand", "mode": "off"])
        await admin.close()
        return result
    }
}

extension MongoStore {
    /// Runs a command in the store's database.
    @discardableResult
    func command(_ command: BSONDocument) async throws -> BSONDocument {
        try await operations.run { client, _ throws(DriverError) in try client.run(command) }
    }
}

/// A collection with an index of each kind.
let things = CollectionDefinition(
    name: "things",
    indexes: [
        IndexDefinition("things_keys", .unique(field: "keys")),
        IndexDefinition("things_by_rank", .ordered(fields: ["group", "rank"])),
        IndexDefinition("things_by_id", .ordered(fields: [])),
        IndexDefinition("things_words", .strings(field: "words")),
        IndexDefinition("things_expiry", .expiring(field: "expires_at")),
    ],
    fieldTypes: [.init("name", "string", "null"), .init("revision", "long", "int")])

extension CollectionDefinition {
    /// The index with this name, which the test has declared.
    func declared(_ name: String) -> IndexDefinition {
        guard let index = index(named: name) else { preconditionFailure("no index \(name)") }
        return index
    }
}
