import Accounts
import DocumentStore
import Foundation
import Logging
import MongoStore
import SQLiteStore
import Testing

/// The engines that every scenario runs on.
enum TestEngine: String, CaseIterable, CustomTestStringConvertible {
    case sqlite
    case mongo

    var testDescription: String { rawValue }

    /// A store of its own for one test; a MongoDB that was not started is a failure, never a skip.
    func makeStore() async throws -> any DocumentStore {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let store: any DocumentStore
        switch self {
        case .sqlite:
            let folder = FileManager.default.temporaryDirectory.appending(path: "users-test-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            store = try SQLiteStore(path: folder.appending(path: "users.db").path, logger: logger)
        case .mongo:
            let uri = try #require(
                ProcessInfo.processInfo.environment["USERS_TEST_MONGODB_URI"],
                "USERS_TEST_MONGODB_URI is not set: run the tests by scripts/test, which starts a MongoDB")
            store = try MongoStore(uri: Self.uri(uri, database: "api_\(ObjectID.generate())"), logger: logger)
        }
        try await AccountSchema.current.apply(to: store)
        return store
    }

    /// The URI with another database's name in its path.
    private static func uri(_ uri: String, database: String) throws -> String {
        var components = try #require(URLComponents(string: uri.replacing(",", with: "%2C")))
        components.path = "/\(database)"
        return try #require(components.string).replacing("%2C", with: ",")
    }
}
