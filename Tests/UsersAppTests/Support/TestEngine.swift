import DocumentStore
import Foundation
import Testing

/// The engines that the program is tested on.
enum TestEngine: String, CaseIterable, CustomTestStringConvertible {
    case sqlite
    case mongo

    var testDescription: String { rawValue }

    /// Settings for a store of a test's own. A MongoDB that was not started is a failure, never a skip.
    func environment() throws -> [String: String] {
        switch self {
        case .sqlite: return ["DATABASE_URL": "sqlite:users.db"]
        case .mongo: return Self.environment(uri: try MongoServer.sharedURI, database: "app_\(ObjectID.generate())")
        }
    }

    static func environment(uri: String, database: String) -> [String: String] {
        [
            "DATABASE_URL": MongoServer.uri(uri, database: database),
            "JWT_SECRET_KEY": "a secret that is used in tests alone",
        ]
    }
}
