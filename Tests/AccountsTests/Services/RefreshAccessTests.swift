import DocumentStore
import Mail
import TestSupport
import Testing

@testable import Accounts

@Suite struct RefreshAccessTests {
    private let client = TestServices.client

    @Test(arguments: TestEngine.allCases)
    func `A refresh token stays good, as long as it was, and is seen to be used`(engine: TestEngine) async throws {
        let test = try await TestServices(engine)
        let (sessions, jane) = (test.services.sessions, try await test.makeUser("jane"))
        let pair = try await test.logIn("jane")
        for _ in 0..<3 {
            test.clock.advance(by: .seconds(86_400))
            let token = try await sessions.refreshAccess(pair.refreshToken, from: client)
            _ = try await test.services.authentication.authenticate(token)
        }
        let session = try #require(try await test.find(jane).sessions.first)
        #expect(session.lastUsedAt == test.clock.now)
        #expect(session.expiresAt == session.createdAt + .seconds(30 * 86_400))
        test.clock.advance(by: .seconds(27 * 86_400))
        let late = await failure { _ = try await sessions.refreshAccess(pair.refreshToken, from: client) }
        #expect(late == "refreshTokenInvalid(.expired)")
    }

    @Test(arguments: TestEngine.allCases)
    func `One that has a successor is good for a moment, and a stolen one after it`(engine: TestEngine) async throws {
        let test = try await TestServices(engine)
        let (sessions, jane) = (test.services.sessions, try await test.makeUser("jane"))
        let first = try await test.logIn("jane").refreshToken
        let second = try await sessions.refresh(first, from: client).refreshToken
        _ = try await sessions.refreshAccess(first, from: client)
        _ = try await sessions.refreshAccess(second, from: client)
        test.clock.advance(by: .seconds(11))
        _ = try await sessions.refreshAccess(second, from: client)
        for token in [first, second] {
            let failure = await failure { _ = try await sessions.refreshAccess(token, from: client) }
            #expect(failure == "refreshTokenInvalid(.sessionOver)")
        }
        #expect(try await test.mails(to: jane).map(\.subject) == ["A session was ended for your safety"])
    }

    @Test(arguments: TestEngine.allCases)
    func `A session that is over gives nothing`(engine: TestEngine) async throws {
        let test = try await TestServices(engine)
        _ = try await test.makeUser("jane")
        let pair = try await test.logIn("jane")
        let caller = try await test.services.authentication.authenticate(pair.accessToken)
        try await test.services.sessions.logOut(caller, everywhere: false, from: client)
        let failure = await failure {
            _ = try await test.services.sessions.refreshAccess(pair.refreshToken, from: client)
        }
        #expect(failure == "refreshTokenInvalid(.sessionOver)")
    }
}
