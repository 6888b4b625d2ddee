import DocumentStore
import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct LogoutTests {
    private static let path = "/api/v1/auth/logout"

    @Test(arguments: TestEngine.allCases, [nil, [:], ["all": false]] as [JSONValue?])
    func `Logging out ends this session and no other`(engine: TestEngine, body: JSONValue?) async throws {
        let client = try await TestClient(engine)
        let user = try await client.makeUser("jane@example.com")
        let other = try await client.logIn("jane@example.com")
        #expect(try await client.send(.post, Self.path, body, token: user.token).status == .noContent)
        let refused = try await client.send(.post, Self.path, body, token: user.token)
        #expect(refused.code == "token_invalid" && refused.fields[.wwwAuthenticate]?.hasPrefix("Bearer ") == true)
        #expect(try await client.refresh(user.refreshToken).status == .unauthorized)
        #expect(try await client.status(other.token) == 200)
        #expect(try await client.refresh(other.refreshToken).status == .ok)
    }

    @Test(arguments: TestEngine.allCases)
    func `Logging out everywhere ends all sessions, and older tokens without one`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let user = try await client.makeUser("jane@example.com")
        let other = try await client.logIn("jane@example.com")
        let bystander = try await client.makeUser("other@example.com")
        let foreign = try await client.foreignToken(for: user.id)
        client.clock.advance(by: .seconds(2))
        #expect(try await client.send(.post, Self.path, ["all": true], token: user.token).status == .noContent)
        for token in [user.token, other.token, foreign] { #expect(try await client.status(token) == 401) }
        for token in [user.refreshToken, other.refreshToken] {
            #expect(try await client.refresh(token).code == "refresh_token_invalid")
        }
        #expect(try await client.status(bystander.token) == 200)
        #expect(try await client.status(try await client.logIn("jane@example.com").token) == 200)
        #expect(try await client.status(try await client.foreignToken(for: user.id)) == 200)
    }

    @Test(arguments: ["x", 1, .null, [:]] as [JSONValue])
    func `What is no boolean ends nothing`(all: JSONValue) async throws {
        let client = try await TestClient(.sqlite)
        let user = try await client.makeUser("jane@example.com")
        let answer = try await client.send(.post, Self.path, ["all": all], token: user.token)
        #expect(answer.status == .unprocessableContent && answer.problemFields == ["all"])
        #expect(try await client.status(user.token) == 200)
    }

    @Test(arguments: TestEngine.allCases, [0, 30] as [Int64])
    func `A token without a session is dead after its logout, whatever its maker's clock shows`(
        engine: TestEngine, lead: Int64
    ) async throws {
        for body in [nil, ["all": true]] as [JSONValue?] {
            let client = try await TestClient(engine)
            try await Self.logOutWithoutSession(client, body, lead: lead)
        }
    }

    private static func logOutWithoutSession(_ client: TestClient, _ body: JSONValue?, lead: Int64) async throws {
        let issuedAt = client.clock.now.milliseconds / 1000 + lead
        let user = try await client.makeUser("jane@example.com")
        let foreign = try await client.foreignToken(for: user.id, issuedAt: issuedAt)
        #expect(try await client.status(foreign) == 200)
        #expect(try await client.send(.post, path, body, token: foreign).status == .noContent)
        #expect(try await client.status(foreign) == 401)
        #expect(try await client.status(user.token) == (body == nil ? 200 : 401))
        client.clock.advance(by: .seconds(lead + 2))
        #expect(try await client.status(try await client.foreignToken(for: user.id)) == 200)
    }
}
