import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct RefreshTests {
    @Test(arguments: TestEngine.allCases)
    func `Each use rotates the token and keeps the session`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let user = try await client.makeUser("jane@example.com")
        var tokens = [user.refreshToken]
        for _ in 0..<4 {
            client.clock.advance(by: .seconds(60))
            let answer = try await client.refresh(tokens[tokens.count - 1])
            #expect(answer.status == .ok && answer.json["token_type"] == "bearer" && answer.json["expires_in"] == 900)
            #expect(answer.json["refresh_expires_in"] == 2_592_000 && answer.json["user"]?["id"] == .string(user.id))
            #expect(answer.fields[.cacheControl] == "no-store")
            let access = try answer.accessToken
            let sessions = try await client.send(.get, "/api/v1/users/me/sessions", token: access)
            #expect(sessions.json.elements.count == 1 && sessions.json.elements.first?["current"] == true)
            tokens.append(try answer.refreshToken)
        }
        #expect(Set(tokens).count == tokens.count)
        // A refresh takes no earlier access token back.
        #expect(try await client.status(user.token) == 200)
    }

    @Test(arguments: TestEngine.allCases)
    func `Within ten seconds the same token gets the same successor, however often`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let user = try await client.makeUser("jane@example.com")
        let first = try await client.refresh(user.refreshToken)
        let successor = try first.refreshClaims
        for _ in 0..<30 {
            let again = try await client.refresh(user.refreshToken)
            #expect(try again.refreshClaims == successor)
            #expect(try await client.status(try again.accessToken) == 200)
        }
        client.clock.advance(by: .seconds(10))
        #expect(try await client.refresh(user.refreshToken).refreshClaims == successor)
        #expect(try await client.refresh(try first.refreshToken).status == .ok)
    }

    @Test(arguments: TestEngine.allCases)
    func `Of a chain of successors each of its tokens gets the newest`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let user = try await client.makeUser("jane@example.com")
        var chain = [user.refreshToken]
        for _ in 0..<15 { chain.append(try await client.refresh(chain[chain.count - 1]).refreshToken) }
        let newest = try await client.refresh(chain[chain.count - 1])
        for token in chain { #expect(try await client.refresh(token).refreshClaims == newest.refreshClaims) }
        client.clock.advance(by: .seconds(60))
        #expect(try await client.refresh(try newest.refreshToken).status == .ok)
    }

    @Test(arguments: TestEngine.allCases)
    func `Eleven seconds later it is theft: the session ends, and its holder is told`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("root@example.com")
        let user = try await client.makeUser("jane@example.com")
        let other = try await client.logIn("jane@example.com")
        _ = try await client.deliver()
        let renewed = try await client.refresh(user.refreshToken)
        client.clock.advance(by: .seconds(11))
        let reused = try await client.refresh(user.refreshToken)
        #expect(reused.status == .unauthorized && reused.code == "refresh_token_invalid")

        for token in [user.token, try renewed.accessToken] { #expect(try await client.status(token) == 401) }
        for token in [try renewed.refreshToken, user.refreshToken] {
            #expect(try await client.refresh(token).code == "refresh_token_invalid")
        }
        #expect(try await client.status(other.token) == 200)
        #expect(try await client.refresh(other.refreshToken).status == .ok)

        let mails = try await client.deliver()
        #expect(mails.map(\.recipient) == ["jane@example.com"])
        #expect(mails.map(\.subject) == ["A session was ended for your safety"])
        let audit = try await client.send(
            .get, "/api/v1/admin/audit?event=authn_token_reuse&user_id=\(user.id)", token: admin.token)
        #expect(audit.json.elements.count == 1)
        #expect(audit.json.elements.first?["actor"] == "anonymous")
        #expect(try await client.deliver().isEmpty)
    }

    @Test(arguments: TestEngine.allCases)
    func `A session that nobody refreshes for thirty days is over`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let user = try await client.makeUser("jane@example.com")
        client.clock.advance(by: .seconds(30 * 86_400 - 2))
        let last = try await client.refresh(user.refreshToken)
        #expect(last.status == .ok)
        client.clock.advance(by: .seconds(30 * 86_400))
        #expect(try await client.refresh(try last.refreshToken).code == "refresh_token_invalid")
        let again = try await client.logIn("jane@example.com")
        let sessions = try await client.send(.get, "/api/v1/users/me/sessions", token: again.token)
        #expect(sessions.json.elements.count == 1)
    }

    @Test(arguments: TestEngine.allCases)
    func `A session that is refreshed every day is over after ninety`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let user = try await client.makeUser("jane@example.com")
        var token = user.refreshToken
        var access = user.token
        for day in 1..<90 {
            client.clock.advance(by: .seconds(86_400))
            let answer = try await client.refresh(token)
            #expect(answer.status == .ok, "day \(day)")
            #expect(answer.json["refresh_expires_in"] == .integer(Int64(min(30, 90 - day)) * 86_400))
            token = try answer.refreshToken
            access = try answer.accessToken
        }
        client.clock.advance(by: .seconds(86_400 - 60))
        access = try await client.refresh(token).accessToken
        client.clock.advance(by: .seconds(60))
        #expect(try await client.refresh(token).code == "refresh_token_invalid")
        #expect(try await client.status(access) == 401)
    }

    @Test(arguments: TestEngine.allCases, ["disabled", "deleted", "logged out"])
    func `Nothing is left to refresh of what has ended`(engine: TestEngine, end: String) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("root@example.com")
        let user = try await client.makeUser("jane@example.com")
        let path = "/api/v1/admin/users/\(user.id)"
        switch end {
        case "disabled":
            #expect(try await client.send(.patch, path, ["is_active": false], token: admin.token).status == .ok)
        case "deleted": #expect(try await client.send(.delete, path, token: admin.token).status == .noContent)
        default: #expect(try await client.send(.post, "/api/v1/auth/logout", token: user.token).status == .noContent)
        }
        #expect(try await client.refresh(user.refreshToken).code == "refresh_token_invalid")
        if end == "disabled" {
            #expect(try await client.send(.patch, path, ["is_active": true], token: admin.token).status == .ok)
            #expect(try await client.refresh(user.refreshToken).code == "refresh_token_invalid")
        }
    }

    @Test func `An access token refreshes nothing, and a refresh token opens nothing`() async throws {
        let client = try await TestClient(.sqlite)
        let user = try await client.makeUser("jane@example.com")
        let other = try await client.makeUser("other@example.com")
        let foreign = try await client.foreignToken(for: user.id)
        let swapped =
            user.refreshToken.split(separator: ".").prefix(2) + other.refreshToken.split(separator: ".").suffix(1)
        for token in [user.token, foreign, "", "x", "usr_x", swapped.joined(separator: ".")] {
            #expect(try await client.refresh(token).code == "refresh_token_invalid")
        }
        let answer = try await client.send(.get, "/api/v1/users/me", token: user.refreshToken)
        #expect(answer.code == "token_invalid")
        #expect(answer.fields[.wwwAuthenticate]?.contains(#"error="invalid_token""#) == true)
        #expect(try await client.refresh(user.refreshToken).status == .ok)
    }
}
