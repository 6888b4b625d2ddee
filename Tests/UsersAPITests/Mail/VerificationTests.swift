import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct VerificationTests {
    private static let email = "jane@example.com"

    @Test(arguments: TestEngine.allCases)
    func `A registration mails a link that verifies the address once`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let user = try await client.makeUser(Self.email)
        let mails = try await client.deliver()
        #expect(mails.map(\.recipient) == [Self.email])
        let link = try #require(mails.first?.link)
        #expect(link.path == "email/verify" && link.uid == user.id)
        #expect(try await client.deliver().isEmpty)

        #expect(try await client.follow(link).status == .noContent)
        let account = try await client.send(.get, "/api/v1/users/me", token: user.token)
        #expect(account.json["email_verified"] == true)
        let again = try await client.follow(link)
        #expect(again.status == .badRequest && again.code == "token_invalid")
    }

    @Test func `The mail is text and HTML in the language of the account`() async throws {
        let client = try await TestClient(.sqlite)
        let user = try await client.makeUser(Self.email)
        let english = try #require(try await client.deliver().first?.source)
        #expect(english.contains("Content-Type: text/plain") && english.contains("Content-Type: text/html"))
        #expect(english.contains("Hello Jane,") && english.contains("<html lang=3D\"en\">"))

        #expect(try await client.change(user, ["locale": "fr_CA"]).status == .ok)
        #expect(try await client.resend(Self.email).status == .accepted)
        let french = try #require(try await client.deliver().first?.source)
        #expect(french.contains("Bonjour Jane,") && french.contains("<html lang=3D\"fr\">"))
    }

    @Test func `A link is good for three days`() async throws {
        let client = try await TestClient(.sqlite)
        _ = try await client.makeUser(Self.email)
        let link = try await client.deliveredLink("email/verify", to: Self.email)
        client.clock.advance(by: .seconds(3 * 86_400))
        #expect(try await client.follow(link).code == "token_invalid")

        _ = try await client.resend(Self.email)
        let other = try await client.deliveredLink("email/verify", to: Self.email)
        client.clock.advance(by: .seconds(3 * 86_400 - 1))
        #expect(try await client.follow(other).status == .noContent)
    }

    @Test(arguments: TestEngine.allCases)
    func `Asking again tells nothing, and mails whom it concerns`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        _ = try await client.makeVerifiedUser("verified@example.com")
        _ = try await client.makeUser(Self.email)
        let first = try await client.deliveredLink("email/verify", to: Self.email)
        client.clock.advance(by: .seconds(1))
        for email in ["unknown@example.com", "verified@example.com", "no address", " JANE@example.com"] {
            let answer = try await client.resend(email)
            #expect(answer.status == .accepted && answer.bytes.isEmpty, "\(email)")
        }
        let mails = try await client.deliver()
        #expect(mails.map(\.recipient) == [Self.email])
        let second = try #require(mails.first?.link)
        #expect(second != first)
        // Both are good until one is used.
        #expect(try await client.follow(first).status == .noContent)
        #expect(try await client.follow(second).code == "token_invalid")
    }

    @Test(arguments: TestEngine.allCases)
    func `Where activation is required nobody logs in before`(engine: TestEngine) async throws {
        let client = try await TestClient(engine, requiresActivation: true)
        let registration = try await client.tryRegister(Self.email)
        #expect(registration.status == .created && registration.json["is_active"] == false)
        let early = try await client.tryLogIn(Self.email)
        #expect(early.status == .unauthorized && early.code == "invalid_credentials")

        let link = try await client.deliveredLink("email/verify", to: Self.email)
        #expect(try await client.follow(link).status == .noContent)
        let login = try await client.tryLogIn(Self.email)
        #expect(login.status == .ok && login.json["user"]?["is_active"] == true)
    }

    @Test(arguments: [true, false])
    func `A disabled account is not enabled by its link`(requiresActivation: Bool) async throws {
        let client = try await TestClient(.sqlite, requiresActivation: requiresActivation)
        let admin = try await client.makeAdmin("admin@example.com")
        let id = try #require(try await client.tryRegister(Self.email).json["id"]?.text)
        let link = try await client.deliveredLink("email/verify", to: Self.email)
        let disabled = try await client.send(
            .patch, "/api/v1/admin/users/\(id)", ["is_active": false], token: admin.token)
        #expect(disabled.json["is_active"] == false)

        #expect(try await client.follow(link).code == "token_invalid")
        #expect(try await client.resend(Self.email).status == .accepted)
        #expect(try await client.deliver().isEmpty)
        #expect(try await client.tryLogIn(Self.email).status == .unauthorized)
    }

    @Test func `Links come from the configured address, whatever a request says of itself`() async throws {
        let client = try await TestClient(.sqlite)
        let names = ["Host", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "Origin", "Referer"]
        var fields: [HTTPField.Name: String] = [:]
        for name in names { fields[try #require(HTTPField.Name(name))] = "evil.example" }
        let body: JSONValue = [
            "email": .string(Self.email), "username": "Jane", "password": .string(TestClient.password),
        ]
        _ = try await client.send(.post, "/api/v1/auth/register", body, fields: fields)
        let path = "/api/v1/auth/password/forgot"
        _ = try await client.send(.post, path, ["email": .string(Self.email)], fields: fields)
        let mails = try await client.deliver()
        #expect(mails.count == 2 && mails.allSatisfy { $0.link != nil && !$0.source.contains("evil.example") })
    }
}
