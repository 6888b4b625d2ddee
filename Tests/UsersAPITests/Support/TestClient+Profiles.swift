import DocumentStore
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

/// Who calls the profile service: a token, and the user's id that stands beside it.
struct ProfileCaller: Sendable {
    let token: String
    var customer: String?
}

/// What clients of the profile service do.
extension TestClient {
    /// A token as PyJWT makes it of these claims, under the shared secret; `sub` and `exp` are there if no others are given.
    func mintedToken(for user: String, _ claims: [String: JSONValue] = [:]) async throws -> String {
        let defaults: [String: JSONValue] = [
            "sub": .string(user), "exp": .integer(clock.now.milliseconds / 1000 + 3600),
        ]
        var writer = JSONWriter()
        writer.value(.object(defaults.merging(claims) { $1 }))
        return try await TokenForge(secret: Array(Self.secret.utf8)).token(
            header: Data(#"{"alg":"HS256","typ":"JWT"}"#.utf8), claims: Data(writer.bytes))
    }

    /// A user who calls with a token that was minted elsewhere.
    func holder(of user: String) async throws -> ProfileCaller {
        ProfileCaller(token: try await mintedToken(for: user), customer: user)
    }

    /// A service with a token of its own.
    func service(_ permissions: [String], namespace: String? = nil, by admin: TestUser) async throws -> ProfileCaller {
        ProfileCaller(token: try await serviceToken(permissions, namespace: namespace, by: admin))
    }

    /// Sends a request to the profile service.
    func profile(
        _ method: HTTPRequest.Method, _ path: String, _ body: JSONValue? = nil, by caller: ProfileCaller
    ) async throws -> Answer {
        try await send(
            method, path, body, token: caller.token, fields: caller.customer.map { [.xCustomerID: $0] } ?? [:])
    }

    /// Registers somebody, who waits for activation, and returns the id.
    func registerProfile(
        _ email: String, _ fields: [String: JSONValue] = [:], by caller: ProfileCaller
    ) async throws -> String {
        let body = ["email": .string(email)].merging(fields) { $1 }
        let answer = try await profile(.post, "/users/register", .object(body), by: caller)
        #expect(answer.status == .created && answer.json["is_active"] == false)
        return try answer.id
    }

    /// Makes an active user without a password, by whom a back office works.
    func makeProfile(
        _ email: String, _ fields: [String: JSONValue] = [:], by operator: ProfileCaller
    ) async throws -> ProfileCaller {
        let body = ["email": .string(email)].merging(fields) { $1 }
        let answer = try await profile(.post, "/users", .object(body), by: `operator`)
        #expect(answer.status == .created && answer.json["is_active"] == true)
        return try await holder(of: try answer.id)
    }
}

extension TestUser {
    /// The user as a caller of the profile service, by a token of a session.
    var caller: ProfileCaller { ProfileCaller(token: token, customer: id) }
}

extension ProfileCaller {
    /// The path of the caller's own profile.
    var path: String { "/users/\(customer ?? "-")" }
}

extension Answer {
    /// The words of an error of the FastAPI dialects.
    var detail: String? { json["detail"]?.text }

    /// The status and the words of an error.
    var refusal: String { "\(status.code) \(detail ?? "-")" }

    /// The places that a validation error names.
    var locations: [String] {
        (json["detail"]?.elements ?? []).map { item in
            (item["loc"]?.elements ?? []).compactMap(\.text).joined(separator: ".")
        }
    }
}
