import Accounts
import DocumentStore
import HTTPTypes
import JWTKit
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct AccessTokenTests {
    @Test(arguments: TestEngine.allCases)
    func `A token is good until its account or its session ends`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let user = try await client.makeUser("jane@example.com")
        let other = try await client.logIn("jane@example.com")
        func status(_ user: TestUser) async throws -> Int {
            try await client.send(.get, "/api/v1/users/me", token: user.token).status.code
        }
        #expect(try await status(user) == 200)

        // A new password ends the other sessions at once, but not the one that set it.
        let changed = try await client.send(
            .patch, "/api/v1/users/me",
            ["password": "another good password", "current_password": .string(TestClient.password)], token: user.token)
        #expect(changed.status == .ok)
        #expect(try await status(user) == 200)
        #expect(try await status(other) == 401)

        // One that an administrator sets ends all.
        let reset = try await client.send(
            .patch, "/api/v1/admin/users/\(user.id)", ["password": "set by an admin"], token: admin.token)
        #expect(reset.status == .ok)
        #expect(try await status(user) == 401)

        // So does disabling, and enabling brings none back.
        let again = try await client.logIn("jane@example.com", password: "set by an admin")
        for isActive in [false, true] {
            _ = try await client.send(
                .patch, "/api/v1/admin/users/\(user.id)", ["is_active": .boolean(isActive)], token: admin.token)
            #expect(try await status(again) == 401)
        }

        let last = try await client.logIn("jane@example.com", password: "set by an admin")
        #expect(try await client.send(.delete, "/api/v1/users/me", token: last.token).status == .noContent)
        #expect(try await status(last) == 401)
    }

    @Test func `A token expires`() async throws {
        let client = try await TestClient(.sqlite)
        let user = try await client.makeUser("jane@example.com")
        client.clock.advance(by: .seconds(870))
        #expect(try await client.send(.get, "/api/v1/users/me", token: user.token).status == .ok)
        client.clock.advance(by: .seconds(31))
        let answer = try await client.send(.get, "/api/v1/users/me", token: user.token)
        #expect(answer.code == "token_expired")
        #expect(answer.fields[.wwwAuthenticate]?.contains(#"error="invalid_token""#) == true)
    }

    @Test(arguments: ["", "Bearer", "Bearer ", "Basic amFuZTpwYXNz", "token"])
    func `Without a bearer token the answer names the scheme alone`(authorization: String) async throws {
        let client = try await TestClient(.sqlite)
        let answer = try await client.send(
            .get, "/api/v1/users/me", fields: authorization.isEmpty ? [:] : [.authorization: authorization])
        #expect(answer.code == "token_missing" && answer.fields[.wwwAuthenticate] == "Bearer")
    }

    @Test func `Forged and foreign tokens get nowhere`() async throws {
        let client = try await TestClient(.sqlite)
        let user = try await client.makeUser("jane@example.com")
        let parts = user.token.split(separator: ".").map(String.init)
        let none = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0"
        let attacks = [
            "x", "x.y.z", "..", "\(parts[0]).\(parts[1])", "\(parts[0]).\(parts[1]).", "\(none).\(parts[1]).",
            "\(none).\(parts[1]).\(parts[2])", user.token + "x", user.token + ".x", "x" + user.token,
            "\(parts[0]).\(parts[1]).\(String(parts[2].reversed()))", String(repeating: "a", count: 20_000),
            "ÿ.ÿ.ÿ", "\u{0}", parts[0] + "." + String(repeating: "A", count: 9000) + "." + parts[2],
        ]
        for attack in attacks {
            let answer = try await client.send(.get, "/api/v1/users/me", token: attack)
            #expect(answer.status == .unauthorized, "\(attack.prefix(60))")
        }
    }

    @Test func `What the token claims does not count, the signature and the times do`() async throws {
        let client = try await TestClient(.sqlite)
        let user = try await client.makeUser("jane@example.com")
        let secret = HMACKey(from: TestClient.secret)
        let ours = await JWTKeyCollection().add(hmac: secret, digestAlgorithm: .sha256)
        let hs512 = await JWTKeyCollection().add(hmac: secret, digestAlgorithm: .sha512)
        let other = await JWTKeyCollection().add(hmac: "another secret of thirty-two bytes", digestAlgorithm: .sha256)
        let now = client.clock.now.milliseconds / 1000
        func status(_ keys: JWTKeyCollection, _ claims: ForeignClaims, _ header: JWTHeader = ["typ": "JWT"])
            async throws -> Int
        {
            let token = try await keys.sign(claims, header: header)
            return try await client.send(.get, "/api/v1/users/me", token: token).status.code
        }
        let good = ForeignClaims(sub: user.id, exp: now + 60, iat: now)
        #expect(try await status(ours, good) == 200)
        #expect(
            try await status(ours, ForeignClaims(sub: user.id, exp: now + 60, iat: nil, iss: "another service")) == 200)
        #expect(try await status(other, good) == 401)
        #expect(try await status(hs512, good) == 401)
        #expect(try await status(ours, good, ["crit": ["b64"]]) == 401)
        #expect(try await status(ours, ForeignClaims(sub: user.id, exp: now - 1, iat: now - 60)) == 401)
        #expect(try await status(ours, ForeignClaims(sub: user.id, exp: now + 60, iat: now, nbf: now + 3600)) == 401)
        #expect(try await status(ours, ForeignClaims(sub: user.id, exp: now + 7200, iat: now + 3600)) == 401)
        #expect(try await status(ours, ForeignClaims(sub: "65f0c0ffee65f0c0ffee65f0", exp: now + 60, iat: now)) == 401)
        #expect(try await status(ours, ForeignClaims(sub: "no id", exp: now + 60, iat: now)) == 401)
        #expect(try await status(ours, ForeignClaims(sub: user.id, exp: now + 60, iat: now, ns: "tenant")) == 401)
        #expect(
            try await status(ours, ForeignClaims(sub: user.id, exp: now + 60, iat: now, token_type: "refresh")) == 401)
        // A session must be named by our own issuer, and be open.
        #expect(try await status(ours, ForeignClaims(sub: user.id, exp: now + 60, iat: now, sid: "x")) == 401)
        #expect(
            try await status(
                ours, ForeignClaims(sub: user.id, exp: now + 60, iat: now, sid: "x", token_type: "access", iss: "users")
            )
                == 401)
    }
}

/// A token as another holder of the key would sign it.
private struct ForeignClaims: JWTPayload {
    var sub: String
    var exp: Int64
    var iat: Int64?
    var nbf: Int64?
    var ns: String?
    var sid: String?
    var token_type: String?
    var iss: String?

    init(
        sub: String, exp: Int64, iat: Int64?, nbf: Int64? = nil, ns: String? = nil, sid: String? = nil,
        token_type: String? = nil, iss: String? = nil
    ) {
        self.sub = sub
        self.exp = exp
        self.iat = iat
        self.nbf = nbf
        self.ns = ns
        self.sid = sid
        self.token_type = token_type
        self.iss = iss
    }

    func verify(using algorithm: some JWTAlgorithm) {}
}
