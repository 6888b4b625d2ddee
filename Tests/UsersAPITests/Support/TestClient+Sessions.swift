import DocumentStore
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

/// What scenarios about sessions and tokens do again and again.
extension TestClient {
    func refresh(_ token: String) async throws -> Answer {
        try await send(.post, "/api/v1/auth/refresh", ["refresh_token": .string(token)])
    }

    /// The status of a request with this access token.
    func status(_ token: String) async throws -> Int {
        try await send(.get, "/api/v1/users/me", token: token).status.code
    }

    /// A token as another holder of the key signs it: for a user, without a session.
    func foreignToken(for user: String, issuedAt: Int64? = nil) async throws -> String {
        let now = clock.now.milliseconds / 1000
        return try await TokenForge(secret: Array(Self.secret.utf8)).token(
            header: #"{"alg":"HS256","typ":"JWT"}"#,
            claims: #"{"sub":"\#(user)","iat":\#(issuedAt ?? now),"exp":\#(now + 3600)}"#)
    }

    /// Makes a service token by the route, and returns the answer.
    func makeServiceToken(
        _ permissions: [String], namespace: String? = nil, by admin: TestUser, lasting life: Duration = .seconds(3600)
    ) async throws -> Answer {
        var body: [String: JSONValue] = [
            "name": "billing", "permissions": .array(permissions.map(JSONValue.string)),
            "expires_at": .string((clock.now + life).rfc3339),
        ]
        if let namespace { body["namespace"] = .string(namespace) }
        return try await send(.post, "/api/v1/admin/tokens", .object(body), token: admin.token)
    }

    /// The text of a new service token.
    func serviceToken(_ permissions: [String], namespace: String? = nil, by admin: TestUser) async throws -> String {
        try #require(
            try await makeServiceToken(permissions, namespace: namespace, by: admin, lasting: .seconds(86_400 * 3000))
                .json["token"]?.text)
    }
}

extension Answer {
    var accessToken: String {
        get throws { try #require(json["access_token"]?.text, "\(json)") }
    }

    var refreshToken: String {
        get throws { try #require(json["refresh_token"]?.text, "\(json)") }
    }

    /// What the refresh token claims: the same token may be signed, and its claims be ordered, in many ways.
    var refreshClaims: JSONValue {
        get throws {
            let payload = try refreshToken.split(separator: ".")[1].replacing("-", with: "+").replacing("_", with: "/")
            let padding = String(repeating: "=", count: (4 - payload.count % 4) % 4)
            return try JSONValue(parsing: Array(try #require(Data(base64Encoded: payload + padding))))
        }
    }

    /// The id of the one thing that the body shows.
    var id: String {
        get throws { try #require(json["id"]?.text, "\(json)") }
    }
}
