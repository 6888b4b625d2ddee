import Accounts
import DocumentStore
import Foundation
import HTTPTypes
import JWTKit
import TestSupport
import Testing

@testable import UsersAPI

/// Tokens that nobody should get in with, most of them with a true signature under a true key: what is wrong is the rest.
@Suite struct TokenAttackTests {
    private static let secret = Array(TestClient.secret.utf8)
    private static let edDSA = Result { try EdDSA.PrivateKey() }
    private static let es256 = ES256PrivateKey()
    private static let rs256 = Result { try PrivateKey.generate(.rsa) }

    private let client: TestClient
    private let user: TestUser
    private let forge: TokenForge
    private let now = Instant.now.milliseconds / 1000

    /// An Ed25519 key signs, a P-256, an RSA key and the secret verify, so that every algorithm has a key.
    init() async throws {
        let keys = KeySet(
            signing: try PrivateKey(pem: Self.edDSA.get().pemRepresentation),
            verifying: [try PrivateKey(pem: Self.es256.pemRepresentation), try Self.rs256.get()], secret: Self.secret)
        client = try await TestClient(.sqlite, tokens: TokenSettings(keys: keys))
        user = try await client.makeUser("jane@example.com")
        forge = try await TokenForge(secret: Self.secret)
    }

    private var claims: String { #"{"sub":"\#(user.id)","exp":\#(now + 600),"iat":\#(now)}"# }
    private let header = #"{"alg":"HS256","typ":"JWT"}"#

    private func expectRefusal(_ token: String, by other: TestClient? = nil) async throws {
        let answer = try await (other ?? client).send(.get, "/api/v1/users/me", token: token)
        #expect(answer.status == .unauthorized, "\(token.prefix(200))")
        #expect(["token_invalid", "token_expired", "token_missing"].contains(answer.code), "\(token.prefix(200))")
        #expect(answer.fields[.wwwAuthenticate] != nil)
    }

    private func expectGood(_ token: String, by other: TestClient? = nil) async throws {
        let answer = try await (other ?? client).send(.get, "/api/v1/users/me", token: token)
        #expect(answer.status == .ok, "\(token.prefix(200))")
    }

    @Test(arguments: [
        #"{"alg":"HS256"}"#, #"{"typ":"jwt","alg":"HS256"}"#, #"{"typ":"at+JWT","alg":"HS256"}"#,
        #"{"alg":"HS256","kid":null,"cty":"x","x":[1,{}]}"#,
    ])
    func `What all the attacks below are made of is good by itself`(header: String) async throws {
        try await expectGood(forge.token(header: header, claims: claims))
    }

    @Test(arguments: [
        "none", "None", "NONE", "nOnE", "none ", "", "hs256", "Hs256", "HS384", "HS512", "RS256", "ES256", "EdDSA",
        "RS384", "PS256", "ES384", "dir",
    ])
    func `The algorithm that a token claims opens nothing`(name: String) async throws {
        for header in [#"{"alg":"\#(name)","typ":"JWT"}"#, #"{"alg":"\#(name)"}"#] {
            let token = try forge.token(header: header, claims: claims)
            try await expectRefusal(token)
            let parts = token.split(separator: ".")
            try await expectRefusal("\(parts[0]).\(parts[1]).")
            try await expectRefusal("\(parts[0]).\(parts[1])")
        }
        for id in client.services.publicKeys.map(\.id) {
            try await expectRefusal(
                forge.token(header: #"{"alg":"\#(name)","typ":"JWT","kid":"\#(id)"}"#, claims: claims))
        }
    }

    @Test func `HS384 and HS512 under the secret of HS256 are refused, whatever they call themselves`() async throws {
        for (digest, name) in [(DigestAlgorithm.sha384, "HS384"), (.sha512, "HS512")] {
            let forge = try await TokenForge(secret: Self.secret, digest)
            for name in [name, "HS256"] {
                try await expectRefusal(forge.token(header: #"{"alg":"\#(name)","typ":"JWT"}"#, claims: claims))
            }
        }
    }

    @Test func `A public key is no secret`() async throws {
        let rsa = try Insecure.RSA.PrivateKey(pem: Self.rs256.get().pem).publicKey
        let pems = [
            try Self.edDSA.get().publicKey.pemRepresentation, Self.es256.publicKey.pemRepresentation,
            rsa.pemRepresentation,
        ]
        for pem in pems {
            let lines = pem.split(separator: "\n").filter { !$0.hasPrefix("-") }
            let der = try #require(Data(base64Encoded: lines.joined()))
            for secret in [Array(pem.utf8), Array((pem + "\n").utf8), Array(pem.utf8.dropLast()), Array(der)] {
                let forge = try await TokenForge(secret: secret)
                try await expectRefusal(forge.token(header: header, claims: claims))
                for id in client.services.publicKeys.map(\.id) {
                    try await expectRefusal(forge.token(header: #"{"alg":"HS256","kid":"\#(id)"}"#, claims: claims))
                }
            }
        }
    }

    @Test(arguments: [
        #""../../../../dev/null""#, #""/etc/passwd""#, #""'""#, #""\"""#, #""x' UNION SELECT 'secret' --""#, #""""#,
        #""\#(String(repeating: "k", count: 10_240))""#, #""\#(String(repeating: "k", count: 4000))""#, "1", "{}",
        #"{"$ne":null}"#, "[]", "true", #""\u0000""#, #""HS256""#,
    ])
    func `A key id that is none of ours finds no key`(id: String) async throws {
        try await expectRefusal(forge.token(header: #"{"alg":"HS256","typ":"JWT","kid":\#(id)}"#, claims: claims))
    }

    @Test(arguments: [
        #""jku":"https://attacker.example/jwks.json""#, #""x5u":"https://attacker.example/cert.pem""#,
        #""x5c":["MIIB"]"#,
        #""crit":["exp"]"#, #""crit":["b64"],"b64":false"#, #""crit":[]"#, #""crit":null"#, #""jku":null"#,
        #""typ":"JWE""#, #""typ":"""#, #""typ":1"#, #""typ":{}"#, #""typ":"dpop+jwt""#, #""alg":"HS256""#,
        #""x":\#(String(repeating: "[", count: 1500))\#(String(repeating: "]", count: 1500))"#,
        #""x":\#(String(repeating: #"{"a":"#, count: 700))1\#(String(repeating: "}", count: 700))"#,
        #""x":NaN"#, #""al\u0067":"none""#,
    ])
    func `A header may not say where its key is, nor anything critical or ambiguous`(member: String) async throws {
        try await expectRefusal(forge.token(header: #"{"alg":"HS256",\#(member)}"#, claims: claims))
    }

    @Test func `A key that the token brings along is not used`() async throws {
        let own = try EdDSA.PrivateKey()
        let forge = try await TokenForge(own)
        let x = TokenForge.base64URL(own.publicKey.rawRepresentation)
        let id = try #require(client.services.publicKeys.first?.id)
        for kid in ["", #""kid":"\#(id)","#, #""kid":"own","#] {
            for jwk in ["", #","jwk":{"kty":"OKP","crv":"Ed25519","x":"\#(x)"}"#] {
                try await expectRefusal(forge.token(header: #"{\#(kid)"alg":"EdDSA"\#(jwk)}"#, claims: claims))
            }
        }
    }

    /// JWTKit's own reading of a header would end the process here.
    @Test(arguments: ["1e300", "-1e300", "9223372036854775808", "1e19", "1e999"])
    func `A number that fits no integer does no harm`(number: String) async throws {
        try await expectGood(forge.token(header: #"{"alg":"HS256","x":\#(number)}"#, claims: claims))
        try await expectRefusal(forge.token(header: #"{"alg":\#(number)}"#, claims: claims))
        try await expectRefusal(forge.token(header: header, claims: #"{"sub":"\#(user.id)","exp":\#(number)}"#))
    }

    @Test(arguments: [
        #""exp":"NOW+600""#, #""exp":-1"#, #""exp":0"#, #""exp":1e999"#, #""exp":NaN"#, #""exp":Infinity"#,
        #""exp":null"#,
        #""exp":true"#, #""exp":[NOW+600]"#, #""exp":{}"#, #""iat":NOW"#, "", #""exp":NOW+600,"iat":NOW+3600"#,
        #""exp":NOW+600,"iat":"NOW""#, #""exp":NOW+600,"nbf":NOW+3600"#, #""exp":NOW+600,"nbf":"x""#, #""exp":NOW-1"#,
        #""exp":NOW+600,"exp":NOW+600"#, #""exp":NOW-60,"exp":NOW+600"#,
        #""exp":NOW+600,"sub":"65f0c0ffee65f0c0ffee65f0""#,
        #""exp":NOW+600,"su\u0062":"x""#, #""exp":NOW+600,"token_type":"refresh""#, #""exp":NOW+600,"token_type":1"#,
        #""exp":NOW+600,"sid":1"#, #""exp":NOW+600,"ns":"tenant""#, #""exp":NOW+600,"ns":{}"#,
    ])
    func `Claims that are missing, twice, of another type or of another time are refused`(members: String) async throws
    {
        let times = members.replacing("NOW+3600", with: "\(now + 3600)").replacing("NOW+600", with: "\(now + 600)")
            .replacing("NOW-60", with: "\(now - 60)").replacing("NOW-1", with: "\(now - 1)")
            .replacing("NOW", with: "\(now)")
        let rest = times.isEmpty ? "" : ",\(times)"
        try await expectRefusal(forge.token(header: header, claims: #"{"sub":"\#(user.id)"\#(rest)}"#))
    }

    @Test(arguments: [
        "1", "null", "{}", "[]", "true", #""""#, #""me""#, #""65f0c0ffee65f0c0ffee65f0""#, #"{"$gt":""}"#,
    ])
    func `A subject that is no account is refused`(subject: String) async throws {
        try await expectRefusal(forge.token(header: header, claims: #"{"sub":\#(subject),"exp":\#(now + 600)}"#))
    }

    @Test func `What has not the shape of a token is refused`() async throws {
        let good = try forge.token(header: header, claims: claims)
        let parts = good.split(separator: ".").map(String.init)
        // The last digit of 32 bytes has two bits that mean nothing, and must still be what they are.
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        let last = try #require(parts[2].last.flatMap { digits.firstIndex(of: $0) })
        let twin = "\(parts[0]).\(parts[1]).\(parts[2].dropLast())\(digits[last ^ 1])"
        let (head, body, signature) = (parts[0], parts[1], parts[2])
        let shapes: [String] = [
            good + ".", good + ".x", "." + good, "\(head).\(body)", head, "...", "..", "a.b.c", "\(head).\(body).",
            "\(head)..\(signature)", ".\(body).\(signature)", good + "=", good + "==", "\(head)=.\(body).\(signature)",
            "\(head).\(body)==.\(signature)", good + "+", good + "/", good + "%3D", "!!!.???.***", twin,
            String(repeating: "a", count: 20_000), good + String(repeating: "A", count: 8192),
            String(repeating: ".", count: 8000), "\(body).\(head).\(signature)",
        ]
        for shape in shapes { try await expectRefusal(shape) }
        try await expectGood(good)
    }

    @Test func `Header and claims are objects in UTF-8`() async throws {
        let claims = Data(claims.utf8)
        let header = Data(header.utf8)
        var bad = ["[]", #""HS256""#, "null", "{", "{}", "\u{0}", self.header + "\u{0}", "\u{FEFF}" + self.header]
            .map { Data($0.utf8) }
        bad.append(Data([0x7B, 0xFF, 0x7D]))
        for encoding in [String.Encoding.utf16, .utf16LittleEndian, .utf32] {
            bad.append(try #require(self.header.data(using: encoding)))
        }
        for bad in bad {
            let (badHeader, badClaims) = try (
                forge.token(header: bad, claims: claims), forge.token(header: header, claims: bad)
            )
            try await expectRefusal(badHeader)
            try await expectRefusal(badClaims)
        }
        try await expectGood(forge.token(header: header, claims: claims))
    }

    @Test func `A token of a session is ours alone`() async throws {
        let payload = try #require(user.token.split(separator: ".").dropFirst().first)
        let padded = payload.replacing("-", with: "+").replacing("_", with: "/")
        let data = try #require(
            Data(base64Encoded: padded + String(repeating: "=", count: (4 - padded.count % 4) % 4)))
        let session = try #require(JSONValue(parsing: Array(data))["sid"]?.text)
        let claims = #"{"sub":"\#(user.id)","exp":\#(now + 600),"sid":"\#(session)""#
        try await expectGood(forge.token(header: header, claims: claims + #","iss":"users","token_type":"access"}"#))
        for rest in [
            "", #","iss":"users""#, #","token_type":"access""#, #","iss":"others","token_type":"access""#,
            #","iss":["users"],"token_type":"access""#, #","iss":"users","token_type":"refresh""#,
            #","iss":"users","token_type":"access","ns":"tenant""#,
        ] {
            try await expectRefusal(forge.token(header: header, claims: claims + rest + "}"))
        }
    }

    @Test func `A refresh token is no access token`() async throws {
        let login = try await client.send(
            .post, "/api/v1/auth/login", ["email": "jane@example.com", "password": .string(TestClient.password)])
        try await expectRefusal(#require(login.json["refresh_token"]?.text))
        try await expectGood(#require(login.json["access_token"]?.text))
    }

    @Test func `An audience that is configured is asked of every token`() async throws {
        let client = try await TestClient(
            .sqlite, tokens: TokenSettings(keys: KeySet(secret: Self.secret), audience: "app"))
        let user = try await client.makeUser("jane@example.com")
        func token(_ audience: String) throws -> String {
            try forge.token(header: header, claims: #"{"sub":"\#(user.id)","exp":\#(now + 600)\#(audience)}"#)
        }
        for audience in [
            "", #","aud":"another app""#, #","aud":[]"#, #","aud":["a","b"]"#, #","aud":1"#, #","aud":null"#,
        ] {
            try await expectRefusal(token(audience), by: client)
        }
        for audience in [#","aud":"app""#, #","aud":["another app","app"]"#] {
            try await expectGood(token(audience), by: client)
        }
        try await expectGood(user.token, by: client)
    }
}
