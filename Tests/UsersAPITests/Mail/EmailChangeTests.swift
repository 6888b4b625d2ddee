import DocumentStore
import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct EmailChangeTests {
    private static let old = "old@example.com"
    private static let new = "new@example.com"
    private static let week = Duration.seconds(7 * 86_400)

    /// A change of an address: by the holder, or by an administrator.
    enum Changer: CaseIterable {
        case holder, admin

        func change(_ user: TestUser, to email: String, _ client: TestClient) async throws -> Answer {
            switch self {
            case .holder: return try await client.change(user, ["email": .string(email)])
            case .admin:
                let admin = try await client.makeAdmin("admin\(client.clock.now.milliseconds)@example.com")
                return try await client.send(
                    .patch, "/api/v1/admin/users/\(user.id)", ["email": .string(email)], token: admin.token)
            }
        }
    }

    private static let cases = TestEngine.allCases.flatMap { engine in Changer.allCases.map { (engine, $0) } }

    @Test(arguments: cases)
    func `A new address holds at once, unverified, and the verified old one gets a notice`(
        engine: TestEngine, changer: Changer
    ) async throws {
        let client = try await TestClient(engine)
        let user = try await client.makeVerifiedUser(Self.old)
        let changed = try await changer.change(user, to: Self.new, client)
        #expect(changed.json["email"] == .string(Self.new) && changed.json["email_verified"] == false)
        let mails = try await client.deliver()
        #expect(Set(mails.map(\.recipient)) == [Self.old, Self.new] && mails.count == 2)
        let links = Dictionary(uniqueKeysWithValues: mails.map { ($0.recipient, $0.link?.path) })
        #expect(links[Self.old] == "email/undo" && links[Self.new] == "email/verify")

        _ = try await client.logIn(Self.new)
        #expect(try await client.tryLogIn(Self.old).status == .unauthorized)
        #expect(try await client.tryRegister(Self.old).code == "email_taken")
        client.clock.advance(by: Self.week - .seconds(1))
        #expect(try await client.tryRegister(Self.old).code == "email_taken")
        client.clock.advance(by: .seconds(1))
        #expect(try await client.tryRegister(Self.old).status == .created)
    }

    @Test func `An old address that nobody verified gets no notice and is free`() async throws {
        let client = try await TestClient(.sqlite)
        let user = try await client.makeUser(Self.old)
        _ = try await client.deliver()
        #expect(try await client.change(user, ["email": .string(Self.new)]).status == .ok)
        #expect(try await client.deliver().map(\.recipient) == [Self.new])
        #expect(try await client.tryRegister(Self.old).status == .created)
    }

    @Test(arguments: TestEngine.allCases)
    func `Resets go to the address that was verified last`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let user = try await client.makeVerifiedUser(Self.old)
        _ = try await client.change(user, ["email": .string(Self.new)])
        let verification = try await client.deliveredLink("email/verify", to: Self.new)
        for email in [Self.old, Self.new] {
            _ = try await client.forget(email)
            #expect(try await client.deliver().map(\.recipient) == [Self.old])
        }
        #expect(try await client.follow(verification).status == .noContent)
        for email in [Self.old, Self.new] {
            _ = try await client.forget(email)
            #expect(try await client.deliver().map(\.recipient) == [Self.new])
        }
    }

    @Test func `A reset by the old address brings it back`() async throws {
        let client = try await TestClient(.sqlite)
        let user = try await client.makeVerifiedUser(Self.old)
        _ = try await client.change(user, ["email": .string(Self.new)])
        _ = try await client.forget(Self.new)
        let link = try await client.deliveredLink("password/reset", to: Self.old)
        #expect(try await client.follow(link, password: "another good password").status == .noContent)
        // Whoever changed it, with a stolen session for one, has nothing to come back by.
        #expect(try await client.tryLogIn(Self.new, password: "another good password").code == "invalid_credentials")
        let login = try await client.tryLogIn(Self.old, password: "another good password")
        #expect(login.json["user"]?["email"] == .string(Self.old))
        #expect(login.json["user"]?["email_verified"] == true)
    }

    @Test(arguments: TestEngine.allCases)
    func `The undo restores the address, ends all sessions, and keeps a password set before`(
        engine: TestEngine
    ) async throws {
        let client = try await TestClient(engine)
        let user = try await client.makeVerifiedUser(Self.old)
        let set = try await client.change(
            user, ["password": "another good password", "current_password": .string(TestClient.password)])
        #expect(set.status == .ok)
        _ = try await client.deliver()
        client.clock.advance(by: .seconds(1))
        #expect(try await client.change(user, ["email": .string(Self.new)]).status == .ok)
        let undo = try await client.deliveredLink("email/undo", to: Self.old)
        client.clock.advance(by: Self.week - .seconds(1))
        #expect(try await client.follow(undo).status == .noContent)

        #expect(try await client.send(.get, "/api/v1/users/me", token: user.token).status == .unauthorized)
        #expect(try await client.tryLogIn(Self.new, password: "another good password").status == .unauthorized)
        let login = try await client.tryLogIn(Self.old, password: "another good password")
        #expect(login.json["user"]?["email_verified"] == true)
        #expect(try await client.tryRegister(Self.new).status == .created)
        let reset = try await client.deliveredLink("password/reset", to: Self.old)
        #expect(try await client.follow(reset, password: "a third good password").status == .noContent)
        _ = try await client.logIn(Self.old, password: "a third good password")
        #expect(try await client.follow(undo).code == "token_invalid")
    }

    @Test(arguments: [Duration.zero, .seconds(60)])
    func `An undo cancels newer links and keeps older ones`(pause: Duration) async throws {
        let client = try await TestClient(.sqlite)
        let user = try await client.makeVerifiedUser("a@example.com")
        var undos: [ReceivedMail.Link] = []
        for (from, to) in [("a", "b"), ("b", "c"), ("c", "d")] {
            client.clock.advance(by: pause)
            #expect(try await client.change(user, ["email": .string("\(to)@example.com")]).status == .ok)
            let mails = try await client.deliver()
            undos.append(try #require(mails.first { $0.recipient == "\(from)@example.com" }?.link))
            let verification = try #require(mails.first { $0.recipient == "\(to)@example.com" }?.link)
            #expect(try await client.follow(verification).status == .noContent)
        }
        #expect(try await client.follow(undos[1]).status == .noContent)
        #expect(try await client.tryLogIn("b@example.com").status == .ok)
        #expect(try await client.follow(undos[2]).code == "token_invalid")
        #expect(try await client.tryRegister("c@example.com").status == .created)
        #expect(try await client.follow(undos[0]).status == .noContent)
        #expect(try await client.tryLogIn("a@example.com").status == .ok)
    }

    @Test(arguments: Changer.allCases)
    func `The ninth change in a week has to wait`(changer: Changer) async throws {
        let client = try await TestClient(.sqlite)
        let user = try await client.makeVerifiedUser("user0@example.com")
        for number in 1...8 {
            client.clock.advance(by: .seconds(1))
            let email = "user\(number)@example.com"
            #expect(try await changer.change(user, to: email, client).status == .ok)
            #expect(try await client.follow(client.deliveredLink("email/verify", to: email)).status == .noContent)
        }
        client.clock.advance(by: .seconds(1))
        let ninth = try await changer.change(user, to: "user9@example.com", client)
        #expect(ninth.status == .tooManyRequests)
        #expect(ninth.fields[.retryAfter] == "\(7 * 86_400 - 8)")
        #expect(try await client.tryLogIn("user8@example.com").status == .ok)
    }

    @Test func `A new address needs the password unless the session is fresh`() async throws {
        let client = try await TestClient(.sqlite)
        let user = try await client.makeVerifiedUser(Self.old)
        let forge = try await TokenForge(secret: Array(TestClient.secret.utf8))
        let now = client.clock.now.milliseconds / 1000
        let sessionless = try forge.token(
            header: #"{"alg":"HS256","typ":"JWT"}"#,
            claims: #"{"sub":"\#(user.id)","iat":\#(now),"exp":\#(now + 6000)}"#)
        let bare: JSONValue = ["email": "a@example.com"]
        let proven: JSONValue = ["email": "a@example.com", "current_password": .string(TestClient.password)]
        let path = "/api/v1/users/me"
        #expect(try await client.send(.patch, path, bare, token: sessionless).code == "current_password_required")
        #expect(try await client.send(.patch, path, proven, token: sessionless).status == .ok)

        client.clock.advance(by: .seconds(599))
        #expect(try await client.change(user, ["email": "b@example.com"]).status == .ok)
        client.clock.advance(by: .seconds(1))
        let late = try await client.change(user, ["email": "c@example.com"])
        #expect(late.status == .unprocessableContent && late.code == "current_password_required")
        let wrong = try await client.change(user, ["email": "c@example.com", "current_password": "wrong"])
        #expect(wrong.status == .forbidden && wrong.code == "current_password_wrong")
        // A refreshed session is as old as its login.
        let refreshed = try await client.send(
            .post, "/api/v1/auth/refresh", ["refresh_token": .string(user.refreshToken)])
        let token = try #require(refreshed.json["access_token"]?.text)
        let again = try await client.send(.patch, path, ["email": "c@example.com"], token: token)
        #expect(again.code == "current_password_required")
    }
}
