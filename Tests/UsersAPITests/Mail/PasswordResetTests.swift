import DocumentStore
import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct PasswordResetTests {
    private static let email = "jane@example.com"
    private static let newPassword = "another good password"

    @Test(arguments: TestEngine.allCases)
    func `A reset sets the password, ends all sessions, and tells of it`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let user = try await client.makeVerifiedUser(Self.email)
        #expect(try await client.forget(Self.email).status == .accepted)
        let link = try await client.deliveredLink("password/reset", to: Self.email)
        let reset = try await client.follow(link, password: Self.newPassword)
        #expect(reset.status == .noContent && reset.bytes.isEmpty)

        #expect(try await client.send(.get, "/api/v1/users/me", token: user.token).status == .unauthorized)
        let refresh = try await client.send(
            .post, "/api/v1/auth/refresh", ["refresh_token": .string(user.refreshToken)])
        #expect(refresh.code == "refresh_token_invalid")
        #expect(try await client.tryLogIn(Self.email).status == .unauthorized)
        let other = try await client.logIn(Self.email, password: Self.newPassword)
        let notices = try await client.deliver()
        #expect(notices.map(\.recipient) == [Self.email] && notices.allSatisfy { $0.link == nil })
        #expect(notices.first?.subject == "Your password was changed")

        let again = try await client.follow(link, password: "a third good password")
        #expect(again.status == .badRequest && again.code == "token_invalid")
        #expect(try await client.send(.get, "/api/v1/users/me", token: other.token).status == .ok)
    }

    @Test(arguments: TestEngine.allCases)
    func `Asking tells nothing`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        _ = try await client.makeVerifiedUser(Self.email)
        let disabled = try await client.makeVerifiedUser("disabled@example.com")
        _ = try await client.send(
            .patch, "/api/v1/admin/users/\(disabled.id)", ["is_active": false], token: admin.token)
        for email in [Self.email, "disabled@example.com", "unknown@example.com", "no address", ""] {
            let answer = try await client.forget(email)
            #expect(answer.status == .accepted && answer.bytes.isEmpty, "\(email)")
        }
        #expect(try await client.deliver().map(\.recipient) == [Self.email])
    }

    @Test func `A link is good for an hour, and dies with a change of the password`() async throws {
        let client = try await TestClient(.sqlite)
        let user = try await client.makeVerifiedUser(Self.email)
        _ = try await client.forget(Self.email)
        let late = try await client.deliveredLink("password/reset", to: Self.email)
        client.clock.advance(by: .seconds(3600))
        #expect(try await client.follow(late, password: Self.newPassword).code == "token_invalid")

        _ = try await client.forget(Self.email)
        let overtaken = try await client.deliveredLink("password/reset", to: Self.email)
        client.clock.advance(by: .seconds(3599 - 600))
        let changed = try await client.send(
            .patch, "/api/v1/users/me",
            ["password": .string(Self.newPassword), "current_password": .string(TestClient.password)],
            token: try await client.logIn(Self.email).token)
        #expect(changed.status == .ok)
        #expect(try await client.follow(overtaken, password: "a third good password").code == "token_invalid")
        #expect(user.id == overtaken.uid)
    }

    @Test func `A password against the rules leaves the link good`() async throws {
        let client = try await TestClient(.sqlite)
        _ = try await client.makeVerifiedUser(Self.email)
        _ = try await client.forget(Self.email)
        let link = try await client.deliveredLink("password/reset", to: Self.email)
        for password in ["short", "password1", Self.email] {
            let refused = try await client.follow(link, password: password)
            #expect(refused.status == .unprocessableContent && refused.problemFields == ["password"])
        }
        #expect(try await client.follow(link, password: Self.newPassword).status == .noContent)
    }

    @Test(arguments: TestEngine.allCases)
    func `A reset verifies the address and activates the account`(engine: TestEngine) async throws {
        let client = try await TestClient(engine, requiresActivation: true)
        #expect(try await client.tryRegister(Self.email).json["is_active"] == false)
        let verification = try await client.deliveredLink("email/verify", to: Self.email)
        _ = try await client.forget(Self.email)
        let link = try await client.deliveredLink("password/reset", to: Self.email)
        #expect(try await client.follow(link, password: Self.newPassword).status == .noContent)
        let login = try await client.tryLogIn(Self.email, password: Self.newPassword)
        #expect(login.json["user"]?["is_active"] == true && login.json["user"]?["email_verified"] == true)
        #expect(try await client.follow(verification).code == "token_invalid")
    }

    @Test(arguments: TestEngine.allCases)
    func `Who was invited sets the first password by link alone`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let made = try await client.send(
            .post, "/api/v1/admin/users", ["email": .string(Self.email), "username": "Jane"], token: admin.token)
        #expect(made.status == .created && made.json["email_verified"] == false)
        let invitation = try await client.deliveredLink("password/reset", to: Self.email)
        #expect(try await client.tryLogIn(Self.email).status == .unauthorized)

        let forge = try await TokenForge(secret: Array(TestClient.secret.utf8))
        let (now, id) = (client.clock.now.milliseconds / 1000, invitation.uid)
        let token = try forge.token(
            header: #"{"alg":"HS256","typ":"JWT"}"#,
            claims: #"{"sub":"\#(id)","iat":\#(now),"exp":\#(now + 600)}"#)
        let change: JSONValue = ["password": .string(Self.newPassword), "current_password": "anything"]
        let refused = try await client.send(.patch, "/api/v1/users/me", change, token: token)
        #expect(refused.status == .forbidden && refused.code == "current_password_unset")

        // An invitation lasts longer than a reset.
        client.clock.advance(by: .seconds(2 * 86_400))
        #expect(try await client.follow(invitation, password: Self.newPassword).status == .noContent)
        let user = try await client.logIn(Self.email, password: Self.newPassword)
        let account = try await client.send(.get, "/api/v1/users/me", token: user.token)
        #expect(account.json["email_verified"] == true)
    }

    @Test func `A link that was mailed before is no good once the account is disabled`() async throws {
        let client = try await TestClient(.sqlite)
        let admin = try await client.makeAdmin("admin@example.com")
        let user = try await client.makeVerifiedUser(Self.email)
        _ = try await client.forget(Self.email)
        let link = try await client.deliveredLink("password/reset", to: Self.email)
        let path = "/api/v1/admin/users/\(user.id)"
        _ = try await client.send(.patch, path, ["is_active": false], token: admin.token)
        #expect(try await client.follow(link, password: Self.newPassword).code == "token_invalid")
        _ = try await client.send(.patch, path, ["is_active": true], token: admin.token)
        #expect(try await client.follow(link, password: Self.newPassword).code == "token_invalid")
    }
}
