import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct AccountTheftTests {
    @Test(arguments: TestEngine.allCases)
    func `The owner's first undo link wins an account back from whoever stole a session`(
        engine: TestEngine
    ) async throws {
        let client = try await TestClient(engine)
        let stolen = try await client.makeVerifiedUser("owner@example.com")
        var links: [ReceivedMail.Link] = []
        var tokens = [stolen]
        func keep(_ recipient: String) async throws -> ReceivedMail.Link {
            let mails = try await client.deliver()
            links += mails.filter { $0.recipient.hasPrefix("thief") }.compactMap(\.link)
            return try #require(mails.first { $0.recipient == recipient }?.link)
        }

        client.clock.advance(by: .seconds(60))
        #expect(try await client.change(stolen, ["email": "thief@example.com"]).status == .ok)
        let undo = try await keep("owner@example.com")
        #expect(undo.path == "email/undo")
        #expect(try await client.follow(try #require(links.last)).status == .noContent)
        _ = try await client.forget("thief@example.com")
        let reset = try await keep("thief@example.com")
        #expect(try await client.follow(reset, password: "the thief's password").status == .noContent)
        tokens.append(try await client.logIn("thief@example.com", password: "the thief's password"))

        client.clock.advance(by: .seconds(60))
        #expect(try await client.change(try #require(tokens.last), ["email": "thief2@example.com"]).status == .ok)
        _ = try await keep("thief2@example.com")
        for email in ["thief2@example.com", "thief@example.com"] {
            _ = try await client.forget(email)
            _ = try await client.resend(email)
            links += try await client.deliver().compactMap(\.link)
        }
        tokens.append(try await client.logIn("thief2@example.com", password: "the thief's password"))

        #expect(try await client.follow(undo).status == .noContent)
        let mails = try await client.deliver()
        #expect(mails.map(\.recipient) == ["owner@example.com"])
        try await expectNothingWorks(client, tokens, links)
        let restored = try #require(mails.first?.link)
        #expect(try await client.follow(restored, password: "the owner's password").status == .noContent)
        _ = try await client.logIn("owner@example.com", password: "the owner's password")
        #expect(try await client.deliver().map(\.recipient) == ["owner@example.com"])
        try await expectNothingWorks(client, tokens, links)
    }

    private func expectNothingWorks(
        _ client: TestClient, _ tokens: [TestUser], _ links: [ReceivedMail.Link]
    ) async throws {
        for user in tokens {
            #expect(try await client.send(.get, "/api/v1/users/me", token: user.token).status == .unauthorized)
            let refresh = try await client.send(
                .post, "/api/v1/auth/refresh", ["refresh_token": .string(user.refreshToken)])
            #expect(refresh.status == .unauthorized)
        }
        for email in ["thief@example.com", "thief2@example.com", "owner@example.com"] {
            for password in ["the thief's password", TestClient.password] {
                #expect(try await client.tryLogIn(email, password: password).status == .unauthorized)
            }
            if email.hasPrefix("thief") {
                _ = try await client.forget(email)
                _ = try await client.resend(email)
                #expect(try await client.deliver().isEmpty)
            }
        }
        #expect(Set(links.map(\.path)) == ["email/verify", "email/undo", "password/reset"])
        for link in links {
            let password = link.path == "password/reset" ? "the thief's password" : nil
            #expect(try await client.follow(link, password: password).code == "token_invalid", "\(link)")
        }
    }
}
