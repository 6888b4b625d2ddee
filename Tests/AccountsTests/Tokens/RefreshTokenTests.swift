import DocumentStore
import Testing

@testable import Accounts

@Suite struct RefreshTokenTests {
    private static let secret = Array("a secret that is used in tests alone".utf8)
    private let now = Instant(milliseconds: 1_767_690_000_500)
    private let id = "00112233445566778899aabbccddeeff"
    private let account: Account

    init() {
        account = Account(namespace: .default, username: "Jane", createdAt: now)
    }

    private func token(_ issuer: TokenIssuer) async throws -> String {
        try await issuer.refreshToken(
            for: account, session: "s", id: id, issuedAt: now, expiresAt: now + .seconds(60))
    }

    private func isGood(_ token: String, _ issuer: TokenIssuer, after: Duration = .zero) async -> Bool {
        do {
            _ = try await issuer.verifyRefresh(token, at: now + after)
            return true
        } catch .refreshTokenInvalid {
            return false
        } catch {
            Issue.record("\(error)")
            return false
        }
    }

    @Test func `A refresh token names its account, its session and itself, until it expires`() async throws {
        let issuer = await TokenIssuer(TokenSettings(secret: Self.secret))
        let token = try await token(issuer)
        let verified = try await issuer.verifyRefresh(token, at: now + .seconds(59))
        #expect(verified.subject == account.id && verified.sessionID == "s" && verified.id == id)
        #expect(verified.namespace == "default")
        #expect(await !isGood(token, issuer, after: .seconds(60)))
        #expect(await !isGood(token, issuer, after: .seconds(-120)))
        #expect(TokenIssuer.hash(refreshID: "abc").hexadecimal.hasPrefix("ba7816bf8f01cfea414140de5dae2223b00361a3"))
    }

    @Test func `Neither kind of token passes for the other`() async throws {
        let issuer = await TokenIssuer(TokenSettings(secret: Self.secret))
        let access = try await issuer.accessToken(for: account, session: "s", at: now)
        #expect(await !isGood(access, issuer))
        let refresh = try await token(issuer)
        await #expect(throws: AccountError.self) { try await issuer.verifyAccess(refresh, at: now) }
        #expect(try await issuer.verifyAccess(access, at: now).sessionID == "s")
    }

    @Test func `Issuer and audience have to be ours`() async throws {
        func issuer(_ name: String, _ audience: String?) async -> TokenIssuer {
            await TokenIssuer(TokenSettings(keys: KeySet(secret: Self.secret), issuer: name, audience: audience))
        }
        let ours = await issuer("users", "app")
        #expect(await isGood(try await token(ours), ours))
        for (name, audience) in [("others", "app"), ("users", "another app"), ("users", nil)] {
            #expect(await !isGood(try await token(issuer(name, audience)), ours), "\(name) \(audience ?? "-")")
        }
    }

    @Test(arguments: ["", "x", "..", "a.b.c"])
    func `What is no token is refused as any other`(text: String) async {
        #expect(await !isGood(text, await TokenIssuer(TokenSettings(secret: Self.secret))))
    }

    @Test(arguments: [PrivateKey.Kind.ed25519, .p256, .rsa])
    func `It survives a rotation, and so do its successors`(kind: PrivateKey.Kind) async throws {
        let new = try PrivateKey.generate(kind)
        let before = await TokenIssuer(TokenSettings(secret: Self.secret))
        let rotated = await TokenIssuer(TokenSettings(keys: KeySet(signing: new, secret: Self.secret)))
        let after = await TokenIssuer(TokenSettings(keys: KeySet(signing: new)))
        let (old, fresh) = (try await token(before), try await token(rotated))
        #expect(await isGood(old, rotated))
        #expect(await isGood(fresh, after))
        #expect(await !isGood(old, after))
        #expect(await !isGood(fresh, before))

        // As Python's hmac finds it.
        #expect(before.successors(of: id) == ["ca894eb227bd405bf7eb1f1811930795"])
        #expect(rotated.successors(of: id) == after.successors(of: id) + before.successors(of: id))
        #expect(rotated.successors(of: id).allSatisfy { $0.wholeMatch(of: /[0-9a-f]{32}/) != nil })
    }
}
