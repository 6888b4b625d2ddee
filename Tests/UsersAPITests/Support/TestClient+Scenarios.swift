import Accounts
import DocumentStore
import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

/// What scenarios about abuse and oversight are made of.
extension TestClient {
    /// Tries to log in.
    func tryLogIn(
        _ login: String, _ password: String = TestClient.password, from address: String? = nil,
        fields: [HTTPField.Name: String] = [:]
    ) async throws -> Answer {
        try await send(
            .post, "/api/v1/auth/login", ["email": .string(login), "password": .string(password)], fields: fields,
            from: address)
    }

    /// Fails to log in, and expects to be told no more than that.
    func failToLogIn(_ login: String, times: Int = 1, from address: String? = nil) async throws {
        for _ in 0..<times {
            #expect(try await tryLogIn(login, "not the password", from: address).code == "invalid_credentials")
        }
    }

    /// Makes an account as an administrator does; the body's fields come on top of e-mail and name.
    func makeAccount(
        _ email: String, _ fields: [String: JSONValue] = [:], by admin: TestUser
    ) async throws -> String {
        let body = ["email": .string(email), "username": "Jane"].merging(fields) { $1 }
        let answer = try await send(.post, "/api/v1/admin/users", .object(body), token: admin.token)
        #expect(answer.status == .created)
        return try #require(answer.json["id"]?.text)
    }

    /// Makes one account of each kind that can't be told from an unknown one, and returns all their login names. Registrations must
    /// wait for activation here.
    func makeAccountsOfAllKinds() async throws -> [String] {
        let admin = try await makeAdmin("admin@example.com")
        let password = JSONValue.string(Self.password)
        _ = try await makeAccount("active@example.com", ["password": password], by: admin)
        _ = try await makeAccount("inactive@example.com", ["password": password, "is_active": false], by: admin)
        _ = try await makeAccount("invited@example.com", by: admin)
        let waiting = try await send(
            .post, "/api/v1/auth/register",
            ["email": "waiting@example.com", "username": "Jane", "password": password])
        #expect(waiting.json["is_active"] == false)
        return ["active", "inactive", "invited", "waiting", "unknown"].map { "\($0)@example.com" }
    }

    /// The audit's newest entries that the administrator sees, after all outboxes were emptied.
    func audit(_ query: String = "", by admin: TestUser) async throws -> [JSONValue] {
        _ = try await deliver()
        let answer = try await send(.get, "/api/v1/admin/audit?limit=1000\(query)", token: admin.token)
        #expect(answer.status == .ok)
        return answer.json.elements
    }
}

extension Answer {
    /// The seconds after which a throttled client may try again; nil for any other answer.
    var retryAfter: Int? {
        status == .tooManyRequests ? fields[.retryAfter].flatMap { Int($0) } : nil
    }

    /// The answer without what differs from one request to the next.
    var likeness: String {
        var body = json
        if case .object(var members) = json {
            members["request_id"] = nil
            body = .object(members)
        }
        let names = fields.map(\.name.canonicalName).sorted().joined(separator: ",")
        return "\(status.code) \(names) \(body.sorted)"
    }
}
