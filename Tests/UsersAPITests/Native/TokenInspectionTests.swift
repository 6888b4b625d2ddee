import Accounts
import DocumentStore
import TestSupport
import Testing

@Suite struct TokenInspectionTests {
    @Test func `What has expired is told from what is no token of ours`() async throws {
        let client = try await TestClient(.sqlite)
        let user = try await client.makeUser("jane@example.com")
        let ours = await TokenInspector(TokenSettings(secret: Array(TestClient.secret.utf8)))
        let other = await TokenInspector(TokenSettings(secret: Array("another secret of thirty-two bytes".utf8)))
        for (token, lifetime) in [(user.token, 900), (user.refreshToken, 30 * 86_400)] {
            let last = client.clock.now + .seconds(lifetime - 1)
            #expect(try await ours.claims(of: token, at: last).contains(user.id))
            await #expect(throws: TokenInspectionError.expired) {
                try await ours.claims(of: token, at: last + .seconds(1))
            }
            for instant in [last, last + .seconds(1)] {
                await #expect(throws: TokenInspectionError.invalid) { try await other.claims(of: token, at: instant) }
            }
        }
    }
}
