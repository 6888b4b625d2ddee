import DocumentStore
import Foundation
import Logging
import MongoStore
import SQLiteStore

/// The engines that every scenario runs on.
public enum TestEngine: String, CaseIterable, Sendable {
    case sqlite
    case mongo

    /// A store of its own for one test; a MongoDB that was not started is a failure, never a skip.
    public func makeStore() async throws -> any DocumentStore {
        try await makeDatabase().open()
    }

    /// A database that any number of stores may open, as instances of the service do.
    public func makeDatabase() throws -> TestDatabase {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        switch self {
        case .sqlite:
            let folder = FileManager.default.temporaryDirectory.appending(path: "users-test-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let path = folder.appending(path: "users.db").path
            return TestDatabase { try SQLiteStore(path: path, logger: logger) }
        case .mongo:
            guard let uri = ProcessInfo.processInfo.environment["USERS_TEST_MONGODB_URI"] else { throw NoMongoDB() }
            let own = try Self.uri(uri, database: "test_\(ObjectID.generate())")
            return TestDatabase { try MongoStore(uri: own, logger: logger) }
        }
    }

    /// The URI with another database's name in its path.
    private static func uri(_ uri: String, database: String) throws -> String {
        guard var components = URLComponents(string: uri.replacing(",", with: "%2C")) else { throw NoMongoDB() }
        components.path = "/\(database)"
        guard let text = components.string else { throw NoMongoDB() }
        return text.replacing("%2C", with: ",")
    }
}
