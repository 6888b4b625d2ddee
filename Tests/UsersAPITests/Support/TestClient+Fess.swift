import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

/// What clients of Fess do.
extension TestClient {
    /// A service whose Fess dialect follows the documentation or the server.
    static func fess(_ engine: TestEngine, _ compatibility: FessCompatibility = .docs) async throws -> TestClient {
        var settings = APISettings(version: "1.2.3")
        settings.fessCompatibility = compatibility
        return try await TestClient(engine, settings: settings)
    }

    /// Sends a request to the Admin User API, with the value of `Authorization`.
    func fess(
        _ method: HTTPRequest.Method, _ path: String, _ body: JSONValue? = nil, as authorization: String
    ) async throws -> Answer {
        try await send(method, "/api/admin/user" + path, body, fields: [.authorization: authorization])
    }

    /// Makes a user with a password, and returns the id.
    func makeFessUser(
        _ name: String, _ fields: [String: JSONValue] = [:], as authorization: String
    ) async throws -> String {
        let body = ["name": .string(name), "password": .string(Self.password)].merging(fields) { $1 }
        let answer = try await fess(.post, "/setting", .object(body), as: authorization)
        #expect(answer.outcome == "200 0" && answer.response?["created"] == true, "\(answer.json)")
        return try #require(answer.response?["id"]?.text)
    }

    /// A user as the dialect shows them.
    func fessUser(_ id: String, as authorization: String) async throws -> JSONValue {
        let answer = try await fess(.get, "/setting/\(id)", as: authorization)
        #expect(answer.outcome == "200 0")
        return try #require(answer.response?["setting"], "\(answer.json)")
    }

    /// The names on a page of the list.
    func fessNames(_ query: String, as authorization: String) async throws -> [String] {
        try await fess(.get, "/settings\(query)", as: authorization).settings.compactMap { $0["name"]?.text }
    }
}

extension TestUser {
    /// The value of `Authorization`.
    var bearer: String { "Bearer \(token)" }
}

extension Answer {
    /// What Fess's envelope holds.
    var response: JSONValue? { json["response"] }

    /// The HTTP status and Fess's own.
    var outcome: String { "\(status.code) \(fessStatus.map(String.init) ?? "-")" }

    /// The users of a list.
    var settings: [JSONValue] { response?["settings"]?.elements ?? [] }

    /// What an error says.
    var message: String? { response?["message"]?.text }

    private var fessStatus: Int64? {
        if case .integer(let status) = response?["status"] { status } else { nil }
    }
}
