import HTTPTypes
import Testing

@testable import UsersAPI

/// What the readers of mails do.
extension TestClient {
    /// Follows a mailed link: it is answered by the route of its name.
    func follow(_ link: ReceivedMail.Link, password: String? = nil) async throws -> Answer {
        var body: [String: JSONValue] = ["uid": .string(link.uid), "token": .string(link.token)]
        if let password { body["password"] = .string(password) }
        return try await send(.post, "/api/v1/auth/\(link.path)", .object(body))
    }

    /// Asks for a link that sets the password.
    func forget(_ email: String, from address: String? = nil) async throws -> Answer {
        try await send(.post, "/api/v1/auth/password/forgot", ["email": .string(email)], from: address)
    }

    /// Asks for the link that verifies an address once more.
    func resend(_ email: String) async throws -> Answer {
        try await send(.post, "/api/v1/auth/email/resend", ["email": .string(email)])
    }

    /// Delivers what is due, which has exactly one mail to this address with such a link, and returns the link.
    func deliveredLink(_ path: String, to recipient: String) async throws -> ReceivedMail.Link {
        let links = try await deliver().filter { $0.recipient == recipient }.compactMap(\.link)
            .filter { $0.path == path }
        #expect(links.count == 1)
        return try #require(links.first)
    }

    /// Registers, verifies the address, and logs in.
    func makeVerifiedUser(_ email: String) async throws -> TestUser {
        let user = try await makeUser(email)
        let link = try await deliveredLink("email/verify", to: email)
        #expect(try await follow(link).status == .noContent)
        return user
    }

    /// Changes the caller's own account.
    func change(_ user: TestUser, _ changes: JSONValue) async throws -> Answer {
        try await send(.patch, "/api/v1/users/me", changes, token: user.token)
    }

    /// What logging in is answered with.
    func tryLogIn(_ email: String, password: String = TestClient.password) async throws -> Answer {
        try await send(
            .post, "/api/v1/auth/login", ["email": .string(email), "password": .string(password)])
    }

    /// What registering an address is answered with.
    func tryRegister(_ email: String) async throws -> Answer {
        try await send(
            .post, "/api/v1/auth/register",
            ["email": .string(email), "username": "Jane", "password": .string(Self.password)])
    }
}
