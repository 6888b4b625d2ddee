import Accounts
import DocumentStore
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct AuditEntriesTests {
    private static let me = "/api/v1/users/me"
    private static let users = "/api/v1/admin/users/"

    private static func logIn(_ email: String, _ password: String = TestClient.password) -> JSONValue {
        ["email": .string(email), "password": .string(password)]
    }

    /// The link of the mail that has just arrived there.
    private func link(_ client: TestClient, to recipient: String, _ path: String) async throws -> ReceivedMail.Link {
        let mails = try await client.deliver()
        return try #require(mails.compactMap(\.link).first { $0.path == path }, "\(mails.map(\.source))")
    }

    @Test(arguments: TestEngine.allCases)
    func `Logins, sessions and what becomes of them`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let story = AuditStory(client)
        let registered = try await story.send(
            .post, "/api/v1/auth/register",
            ["email": "jane@example.com", "username": "Jane", "password": .string(TestClient.password)])
        let jane = try #require(registered.json["id"]?.text)
        story.expectOfLast("user_created by anonymous of \(jane)")
        try await story.send(
            .post, "/api/v1/auth/login", Self.logIn("jane@example.com", "wrong"),
            leaves: "authn_login_fail by anonymous of \(jane)")
        try await story.send(
            .post, "/api/v1/auth/login", Self.logIn("nobody@example.com"),
            leaves: "authn_login_fail by anonymous of nobody")
        func open() async throws -> Answer {
            try await story.send(
                .post, "/api/v1/auth/login", Self.logIn("jane@example.com"),
                leaves: "authn_login_success by user:\(jane) of \(jane)")
        }
        let ended = "session_expired by user:\(jane) of \(jane)"
        let first = try await open()
        let token = try #require(first.json["access_token"]?.text)
        let refresh: JSONValue = ["refresh_token": try #require(first.json["refresh_token"])]
        try await story.send(
            .post, "/api/v1/auth/refresh", refresh, leaves: "session_renewed by user:\(jane) of \(jane)")
        try await story.send(.post, "/api/v1/auth/refresh", refresh)
        client.clock.advance(by: .seconds(11))
        let reuse = try await story.send(
            .post, "/api/v1/auth/refresh", refresh, leaves: "authn_token_reuse by anonymous of \(jane)", ended)
        #expect(reuse.code == "refresh_token_invalid")
        try await story.send(.get, Self.me, token: token)

        let second = try #require(try await open().json["access_token"]?.text)
        _ = try await open()
        let sessions = try await story.send(.get, "\(Self.me)/sessions", token: second)
        let other = try #require(sessions.json.elements.first { $0["current"] == false }?["id"]?.text)
        try await story.send(.delete, "\(Self.me)/sessions/\(other)", token: second, leaves: ended)
        try await story.send(.delete, "\(Self.me)/sessions/\(other)", token: second)
        try await story.send(.post, "/api/v1/auth/logout", token: second, leaves: ended)
        try await story.send(.post, "/api/v1/auth/logout", token: second)

        let third = try #require(try await open().json["access_token"]?.text)
        try await story.send(
            .get, "/api/v1/admin/users", token: third, leaves: "authz_fail by user:\(jane) of \(jane)")
        let foreign = try await TokenForge(secret: Array(TestClient.secret.utf8)).token(
            header: #"{"alg":"HS256","typ":"JWT"}"#,
            claims:
                #"{"sub":"\#(jane)","exp":\#(client.clock.now.milliseconds / 1000 + 600),"iat":\#(client.clock.now.milliseconds / 1000)}"#
        )
        try await story.send(.post, "/api/v1/auth/logout", token: foreign, leaves: ended)
        try await story.send(.post, "/api/v1/auth/logout", ["all": true], token: third, leaves: ended)
        try await story.check(by: admin)
    }

    @Test(arguments: TestEngine.allCases)
    func `What the holder changes, and what mailed links do`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let user = try await client.makeUser("jane@example.com")
        let story = AuditStory(client)
        func told(_ event: String, _ actor: String? = nil) -> String {
            "\(event) by \(actor ?? "user:\(user.id)") of \(user.id)"
        }
        func byLink(_ link: ReceivedMail.Link, _ more: [String: JSONValue] = [:]) -> JSONValue {
            .object(["uid": .string(link.uid), "token": .string(link.token)].merging(more) { $1 })
        }
        let asked = told("user_email_verification_request", "anonymous")
        try await story.send(.post, "/api/v1/auth/email/resend", ["email": "jane@example.com"], leaves: asked)
        try await story.send(
            .post, "/api/v1/auth/email/resend", ["email": "nobody@example.com"],
            leaves: "user_email_verification_request by anonymous of nobody")
        let verify = try await link(client, to: "jane@example.com", "email/verify")
        try await story.send(.post, "/api/v1/auth/email/verify", byLink(verify), leaves: told("user_email_verified"))
        try await story.send(.post, "/api/v1/auth/email/verify", byLink(verify))

        let names: JSONValue = ["first_name": "J", "username": "Jane D"]
        try await story.send(.patch, Self.me, names, token: user.token, leaves: told("user_updated"))
        try await story.send(.patch, Self.me, names, token: user.token)
        try await story.send(.put, Self.me, [:], token: user.token)
        let updates = try await client.audit("&event=user_updated", by: admin)
        #expect(updates.map(\.auditLine) == [told("user_updated")])
        #expect(updates.first?["details"] == ["fields": "first_name,username"])
        for number in 0..<2 {
            let preferences: JSONValue = ["preferences": ["theme": "dark"]]
            try await story.send(.put, "\(Self.me)/preferences", preferences, token: user.token)
            if number == 0 { story.expectOfLast(told("user_updated")) }
        }

        let new = "a new password that is good"
        func change(_ current: String) -> JSONValue {
            ["password": .string(new), "current_password": .string(current)]
        }
        try await story.send(
            .patch, Self.me, change("wrong"), token: user.token, leaves: told("authn_password_change_fail"))
        try await story.send(.patch, Self.me, ["password": .string(new)], token: user.token)
        _ = try await client.logIn("jane@example.com")
        try await story.send(
            .patch, Self.me, change(TestClient.password), token: user.token, leaves: told("authn_password_change"),
            told("session_expired"))

        try await story.send(
            .patch, Self.me, ["email": "new@example.com"], token: user.token, leaves: told("user_email_change"))
        try await story.send(.patch, Self.me, ["email": "new@example.com"], token: user.token)
        let undo = try await link(client, to: "jane@example.com", "email/undo")
        try await story.send(
            .post, "/api/v1/auth/email/undo", byLink(undo), leaves: told("user_email_change"),
            told("user_email_verified"), told("session_expired"))
        try await story.send(.post, "/api/v1/auth/email/undo", byLink(undo))

        _ = try await client.logIn("jane@example.com", password: new)
        let requested = told("authn_password_reset_request", "anonymous")
        try await story.send(.post, "/api/v1/auth/password/forgot", ["email": "jane@example.com"], leaves: requested)
        try await story.send(
            .post, "/api/v1/auth/password/forgot", ["email": "nobody@example.com"],
            leaves: "authn_password_reset_request by anonymous of nobody")
        let reset = try await link(client, to: "jane@example.com", "password/reset")
        try await story.send(.post, "/api/v1/auth/password/reset", byLink(reset, ["password": "short"]))
        try await story.send(
            .post, "/api/v1/auth/password/reset", byLink(reset, ["password": .string(TestClient.password)]),
            leaves: told("authn_password_change"), told("session_expired"))
        try await story.send(
            .post, "/api/v1/auth/password/reset", byLink(reset, ["password": .string(TestClient.password)]))
        try await story.check(by: admin)
    }

    @Test(arguments: TestEngine.allCases)
    func `What administrators do`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let story = AuditStory(client)
        let made = try await story.send(
            .post, "/api/v1/admin/users",
            ["email": "jane@example.com", "username": "Jane", "password": .string(TestClient.password)],
            token: admin.token)
        let jane = try #require(made.json["id"]?.text)
        func told(_ event: String) -> String { "\(event) by user:\(admin.id) of \(jane)" }
        story.expectOfLast(told("user_created"))
        let changes: [(JSONValue, [String])] = [
            (["is_admin": true], ["authz_change"]), (["roles": ["admin", "editor"]], ["authz_change"]),
            (["is_admin": false, "permissions": ["can.introspect"]], ["authz_change"]),
            (["groups": ["g"]], ["authz_change"]),
            (["email_verified": true], ["user_email_verified"]), (["email_verified": false], ["user_updated"]),
            (["email": "j@example.com", "email_verified": true], ["user_email_change", "user_email_verified"]),
            (["password": "another good password"], ["authn_password_change"]), (["locale": "fr"], ["user_updated"]),
            (["is_active": false], ["user_archived"]), (["is_active": true], ["user_enabled"]),
        ]
        for (change, events) in changes {
            try await story.send(.patch, Self.users + jane, change, token: admin.token)
            story.expectOfLast(events.map(told))
            if change["password"] == nil { try await story.send(.put, Self.users + jane, change, token: admin.token) }
        }
        try await story.send(.patch, Self.users + jane, ["email": "no address"], token: admin.token)
        for path in ["\(Self.users)\(jane)/sessions", Self.users + jane] {
            _ = try await client.logIn("j@example.com", password: "another good password")
            try await story.send(.delete, path, token: admin.token)
            story.expectOfLast(told(path.hasSuffix("sessions") ? "session_expired" : "user_deleted"))
        }
        try await story.send(.delete, Self.users + jane, token: admin.token)

        let draft: JSONValue = [
            "name": "service", "permissions": ["can.introspect"],
            "expires_at": .string((client.clock.now + .seconds(3600)).rfc3339),
        ]
        let token = try await story.send(
            .post, "/api/v1/admin/tokens", draft, token: admin.token,
            leaves: "authn_token_created by user:\(admin.id) of nobody")
        let path = "/api/v1/admin/tokens/\(try #require(token.json["id"]?.text))"
        try await story.send(
            .delete, path, token: admin.token, leaves: "authn_token_revoked by user:\(admin.id) of nobody")
        try await story.send(.delete, path, token: admin.token)
        let service = try await client.serviceToken(["can.manage_users"], by: admin)
        let byService = try await story.send(
            .post, "/api/v1/admin/users", ["email": "x@example.com", "username": "x"], token: service)
        let entry = try await client.audit("&user_id=\(try #require(byService.json["id"]?.text))", by: admin)
        #expect(entry.first?["actor"]?.text?.wholeMatch(of: /service_token:[0-9a-f]{24}/) != nil)
        story.expectOfLast(entry.map(\.auditLine))
        try await story.check(by: admin)
    }

    @Test(arguments: TestEngine.allCases)
    func `What the command line does`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let user = try await client.makeUser("jane@example.com")
        let operation = client.services.operation
        let id = try await operation.account("jane@example.com", namespace: nil).id
        for isActive in [false, false, true, true] { _ = try await operation.setActive(isActive, id) }
        _ = try await operation.setPassword("another good password", id)
        let (token, _) = try await client.services.serviceTokens.createByOperator(
            NewServiceToken(
                name: "x", permissions: ["can.introspect"], expiresAt: client.clock.now + .seconds(60)))
        try await client.services.serviceTokens.revokeByOperator(token.id)
        try await operation.delete(id)
        let entries = try await client.audit(by: admin).filter { $0["actor"] == "command_line" }
        let subjects = entries.map { entry in
            "\(entry["event"]?.text ?? "") of \(entry["user_id"]?.text ?? "nobody")"
        }
        #expect(
            subjects.sorted()
                == [
                    "authn_password_change of \(user.id)", "authn_token_created of nobody",
                    "authn_token_revoked of nobody", "authz_change of \(admin.id)",
                    "session_expired of \(user.id)", "user_archived of \(user.id)",
                    "user_created of \(admin.id)", "user_deleted of \(user.id)", "user_enabled of \(user.id)",
                ])
    }

    @Test(arguments: TestEngine.allCases)
    func `A lock is told, of a name and of an address, and never why a login failed`(engine: TestEngine) async throws {
        let client = try await TestClient(engine, limitsRates: true, requiresActivation: true)
        let logins = try await client.makeAccountsOfAllKinds()
        let root = try await client.makeAdmin("root@example.com")
        for (number, login) in logins.enumerated() {
            let address = "198.51.100.\(number)"
            try await client.failToLogIn(login, times: 5, from: address)
            #expect(try await client.tryLogIn(login, from: address).retryAfter == 1)
            let entries = try await client.audit(by: root).filter { $0["ip"] == .string(address) }
            #expect(entries.count { $0["event"] == "authn_login_fail" } == 5)
            #expect(entries.count { $0["event"] == "authn_login_lock" } == 1 && entries.count == 6)
            #expect(entries.allSatisfy { $0["details"] == [:] && $0["actor"] == "anonymous" })
        }
        let address = "203.0.113.7"
        for number in 0..<60 { try await client.failToLogIn("user\(number)@example.com", from: address) }
        let entries = try await client.audit("&event=authn_login_lock", by: root)
        #expect(entries.count { $0["ip"] == .string(address) } == 1)
    }

    @Test(arguments: TestEngine.allCases)
    func `No entry holds a secret, a name or an address to mail to`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let user = try await client.makeUser("jane.secret@example.com", username: "Secret Name")
        var secrets = [
            TestClient.password, "jane.secret@example.com", "jane.secret", "new.secret@example.com", "Secret Name",
            "Jane Secret", "unknown.secret@example.com", "a new secret password", "a guessed password", "$2b$",
            "$argon2",
            user.token, user.refreshToken,
        ]
        try await client.failToLogIn("unknown.secret@example.com")
        _ = try await client.tryLogIn("jane.secret@example.com", "a guessed password")
        let change: JSONValue = [
            "password": "a new secret password", "current_password": .string(TestClient.password),
            "email": "new.secret@example.com", "full_name": "Jane Secret", "username": "Secret Name too",
        ]
        #expect(try await client.send(.patch, Self.me, change, token: user.token).status == .ok)
        for email in ["new.secret@example.com", "unknown.secret@example.com"] {
            for path in ["password/forgot", "email/resend"] {
                _ = try await client.send(.post, "/api/v1/auth/\(path)", ["email": .string(email)])
            }
        }
        secrets += try await client.deliver().compactMap(\.link?.token)
        let refreshed = try await client.send(
            .post, "/api/v1/auth/refresh", ["refresh_token": .string(user.refreshToken)])
        secrets += [refreshed.json["refresh_token"]?.text, refreshed.json["access_token"]?.text].compactMap { $0 }
        client.clock.advance(by: .seconds(11))
        _ = try await client.send(.post, "/api/v1/auth/refresh", ["refresh_token": .string(user.refreshToken)])
        secrets.append(try await client.serviceToken(["can.introspect"], by: admin))
        // Of a token, its signature and the random part of its text are secret by themselves.
        secrets += secrets.filter { $0.contains(".ey") || $0.hasPrefix("usr_") }.compactMap { token in
            token.hasPrefix("usr_") ? String(token.dropFirst(4)) : token.split(separator: ".").last.map(String.init)
        }
        #expect(try await client.send(.delete, Self.users + user.id, token: admin.token).status == .noContent)
        let audit = try await client.audit(by: admin)
        let stored = try await client.storedAudit()
        #expect(stored.count == audit.count && stored.count > 12)
        for secret in secrets {
            #expect(!stored.contains { $0.localizedCaseInsensitiveContains(secret) }, "\(secret)")
        }
    }
}
