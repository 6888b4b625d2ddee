import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

/// Requests, each of whose fields is replaced in turn by what no client means to send.
@Suite struct DjoserMutationTests {
    private struct Request {
        let method: HTTPRequest.Method
        let path: String
        let fields: [String]
    }

    private static let requests: [Request] = [
        Request(
            method: .post, path: "",
            fields: ["username", "email", "password", "re_password", "first_name", "last_name"]),
        Request(method: .post, path: "activation/", fields: ["uid", "token"]),
        Request(method: .post, path: "resend_activation/", fields: ["email"]),
        Request(method: .put, path: "me/", fields: ["email", "first_name", "last_name", "avatar"]),
        Request(method: .patch, path: "me/", fields: ["email", "first_name", "avatar", "current_password"]),
        Request(method: .delete, path: "me/", fields: ["current_password"]),
        Request(
            method: .post, path: "set_password/", fields: ["current_password", "new_password", "re_new_password"]),
        Request(
            method: .post, path: "set_username/", fields: ["current_password", "new_username", "re_new_username"]),
        Request(method: .post, path: "reset_password/", fields: ["email"]),
        Request(
            method: .post, path: "reset_password_confirm/", fields: ["uid", "token", "new_password", "re_new_password"]),
        Request(method: .post, path: "reset_username/", fields: ["email"]),
        Request(
            method: .post, path: "reset_username_confirm/", fields: ["uid", "token", "new_username", "re_new_username"]),
        Request(method: .post, path: "../jwt/create/", fields: ["username", "password"]),
        Request(method: .post, path: "../jwt/refresh/", fields: ["refresh"]),
        Request(method: .post, path: "../jwt/verify/", fields: ["token"]),
    ]

    private static let values: [JSONValue] = [
        5, -1, .number(1.5), .null, true, ["a"], [:], ["$ne": .null], "", "  ", "😀", "a\u{0}b", "\u{FFFF}", "🏴‍☠️é\u{301}",
        .string(String(repeating: "a", count: 1_000_000)), .string(String(repeating: "\u{301}", count: 100_000)),
    ]

    @Test(arguments: TestEngine.allCases)
    func `Nothing that a field may hold is more than the dialect can answer`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let user = try await client.makeDjoserUser("jane")
        for request in Self.requests {
            let isOfTokens = request.path.hasPrefix("../")
            let path = isOfTokens ? "/auth/" + request.path.dropFirst(3) : "/auth/users/" + request.path
            let sound = Dictionary(uniqueKeysWithValues: request.fields.map { ($0, JSONValue.string("sound-Text-77")) })
            for field in request.fields {
                for value in Self.values {
                    // Held against the document by the client: its status is below 500, and its body as it is described.
                    _ = try await client.send(
                        request.method, path, .object(sound.merging([field: value]) { $1 }),
                        token: isOfTokens ? nil : user.access)
                }
            }
        }
        #expect(try await client.send(.get, "/auth/users/me/", token: user.access).json["username"] == "jane")
    }
}
