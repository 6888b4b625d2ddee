import Accounts
import DocumentStore
import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct KeyRotationTests {
    private static let secret = Array(TestClient.secret.utf8)

    private func status(_ token: String, _ client: TestClient) async throws -> Int {
        try await client.send(.get, "/api/v1/users/me", token: token).status.code
    }

    @Test(arguments: TestEngine.allCases)
    func `A token stays good while its key verifies, and no longer`(engine: TestEngine) async throws {
        let (a, b) = (try PrivateKey.generate(.p256), try PrivateKey.generate(.ed25519))
        let store = try await engine.makeStore()
        let clock = TestClock()
        func instance(_ keys: KeySet) async throws -> TestClient {
            try await TestClient(store: store, clock: clock, tokens: TokenSettings(keys: keys))
        }
        // From a secret to key A, from A to B, each time with the old one beside the new one at first.
        let first = try await instance(KeySet(secret: Self.secret))
        let bySecret = try await first.makeUser("jane@example.com").token
        let second = try await instance(KeySet(signing: a, secret: Self.secret))
        let byA = try await second.logIn("jane@example.com").token
        let third = try await instance(KeySet(signing: b, verifying: [a], secret: Self.secret))
        let byB = try await third.logIn("jane@example.com").token
        let last = try await instance(KeySet(signing: b))

        for token in [bySecret, byA, byB] { #expect(try await status(token, third) == 200) }
        #expect(try await status(byA, second) == 200)
        #expect(try await status(byB, second) == 401)
        #expect(try await status(byA, first) == 401)
        #expect(try await status(bySecret, last) == 401)
        #expect(try await status(byA, last) == 401)
        #expect(try await status(byB, last) == 200)
        // Whoever missed the rotation logged in for nothing; nobody's session ended by it.
        #expect(try await status(bySecret, first) == 200)
    }

    @Test(arguments: [PrivateKey.Kind.ed25519, .p256, .rsa])
    func `The key set shows what verifies, and is not sent again to who has it`(kind: PrivateKey.Kind) async throws {
        let (signing, verifying) = (try PrivateKey.generate(kind), try PrivateKey.generate(.p256))
        let keys = KeySet(signing: signing, verifying: [verifying], secret: Self.secret)
        let client = try await TestClient(.sqlite, tokens: TokenSettings(keys: keys))
        let answer = try await client.send(.get, "/.well-known/jwks.json")
        func jwk(_ key: PublicKey) -> JSONValue {
            var members = key.parameters.mapValues(JSONValue.string)
            members["use"] = "sig"
            members["kid"] = .string(key.id)
            members["alg"] = .string(key.algorithm.rawValue)
            return .object(members)
        }
        #expect(answer.json == ["keys": [jwk(signing.publicKey), jwk(verifying.publicKey)]])
        #expect(answer.fields[.cacheControl] == "public, max-age=300")

        let tag = try #require(answer.fields[.eTag])
        for field in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
            let again = try await client.send(.get, "/.well-known/jwks.json", fields: [.ifNoneMatch: field])
            #expect(again.status == .notModified && again.fields[.cacheControl] == "public, max-age=300")
        }
        let stale = try await client.send(.get, "/.well-known/jwks.json", fields: [.ifNoneMatch: "\"x\""])
        #expect(stale.status == .ok)
    }

    @Test func `Of a secret nothing is shown`() async throws {
        let client = try await TestClient(.sqlite)
        let answer = try await client.send(.get, "/.well-known/jwks.json")
        #expect(answer.json == ["keys": []] && answer.fields[.eTag] == "\"\"")
    }
}
