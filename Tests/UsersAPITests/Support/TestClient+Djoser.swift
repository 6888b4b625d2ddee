import HTTPTypes
import Testing

@testable import UsersAPI

/// What clients of Djoser do.
extension TestClient {
    static let djoserPassword = "Kq7-violet-Harbor"

    /// The body of a registration.
    static func djoserRegistration(_ name: String) -> [String: JSONValue] {
        [
            "username": .string(name), "email": .string("\(name)@example.com"),
            "password": .string(djoserPassword), "re_password": .string(djoserPassword),
        ]
    }

    /// Registers, activates by the mailed link, and logs in.
    func makeDjoserUser(_ name: String) async throws -> DjoserUser {
        let registration = try await send(.post, "/auth/users/", .object(Self.djoserRegistration(name)))
        #expect(registration.status == .created, "\(registration.json)")
        let link = try await deliveredLink("activate", to: "\(name)@example.com")
        #expect(try await activate(link).status == .noContent)
        return try await logInToDjoser(name, id: registration.id)
    }

    func activate(_ link: ReceivedMail.Link) async throws -> Answer {
        try await send(
            .post, "/auth/users/activation/", ["uid": .string(link.uid), "token": .string(link.token)])
    }

    func logInToDjoser(
        _ name: String, password: String = TestClient.djoserPassword, id: String
    ) async throws -> DjoserUser {
        let tokens = try await send(
            .post, "/auth/jwt/create/", ["username": .string(name), "password": .string(password)])
        #expect(tokens.status == .ok)
        return DjoserUser(
            id: id, name: name, access: try #require(tokens.json["access"]?.text),
            refresh: try #require(tokens.json["refresh"]?.text))
    }

    /// Makes an administrator, whom Djoser calls staff.
    func makeDjoserAdmin(_ name: String) async throws -> DjoserUser {
        let admin = try await makeAdmin("\(name)@example.com")
        return try await logInToDjoser("\(name)@example.com", password: Self.password, id: admin.id)
    }
}

/// An activated user with an open session.
struct DjoserUser: Sendable {
    let id: String
    let name: String
    let access: String
    let refresh: String
}
