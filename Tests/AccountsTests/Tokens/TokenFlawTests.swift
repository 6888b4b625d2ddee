import DocumentStore
import JWTKit
import TestSupport
import Testing

@testable import Accounts

@Suite struct TokenFlawTests {
    private static let client = TestServices.client

    /// A token of a session with some claims changed, and what is wrong with it where an access token, a refresh token, or any is asked
    /// for.
    struct Change: Sendable {
        let claims: [String: Claim?]
        let bearer: String?
        let refresh: String?
        let verify: String?
    }

    private static let changes: [Change] = [
        Change(claims: [:], bearer: nil, refresh: nil, verify: nil),
        Change(
            claims: ["exp": 1_000_000_000, "iat": 999_999_000], bearer: "tokenExpired",
            refresh: "refreshTokenInvalid(.expired)", verify: "tokenExpired"),
        Change(
            claims: ["exp": nil], bearer: "tokenInvalid(.noExpiry)", refresh: "refreshTokenInvalid(.noExpiry)",
            verify: "tokenInvalid(.noExpiry)"),
        Change(
            claims: ["exp": "never"], bearer: "tokenInvalid(.invalid)", refresh: "refreshTokenInvalid(.invalid)",
            verify: "tokenInvalid(.invalid)"),
        Change(claims: ["exp": 4_102_444_800.5], bearer: nil, refresh: nil, verify: nil),
        Change(
            claims: ["nbf": 4_102_444_800], bearer: "tokenInvalid(.invalid)", refresh: "refreshTokenInvalid(.invalid)",
            verify: "tokenInvalid(.invalid)"),
        Change(
            claims: ["iat": 4_102_444_800], bearer: "tokenInvalid(.invalid)", refresh: "refreshTokenInvalid(.invalid)",
            verify: "tokenInvalid(.invalid)"),
        Change(
            claims: ["jti": nil], bearer: "flaw noID", refresh: "refreshTokenInvalid(.noID)",
            verify: "tokenInvalid(.noID)"),
        Change(
            claims: ["token_type": nil], bearer: "tokenInvalid(.noType)", refresh: "refreshTokenInvalid(.noType)",
            verify: nil),
        Change(
            claims: ["token_type": "sliding"], bearer: "tokenInvalid(.wrongType)",
            refresh: "refreshTokenInvalid(.wrongType)", verify: nil),
        Change(claims: ["user_id": nil], bearer: "flaw noUser", refresh: nil, verify: nil),
        Change(claims: ["user_id": "999999"], bearer: "flaw unknownUser", refresh: nil, verify: nil),
        Change(claims: ["user_id": 1], bearer: "flaw unknownUser", refresh: nil, verify: nil),
        Change(
            claims: ["sub": nil], bearer: "tokenInvalid(.noUser)", refresh: "refreshTokenInvalid(.invalid)",
            verify: nil),
        Change(
            claims: ["sub": "abc"], bearer: "tokenInvalid(.unknownUser)", refresh: "refreshTokenInvalid(.invalid)",
            verify: nil),
        Change(
            claims: ["sub": "65f0c0ffee65f0c0ffee65f0"], bearer: "tokenInvalid(.unknownUser)",
            refresh: "refreshTokenInvalid(.unknownUser)", verify: nil),
        Change(
            claims: ["sid": "another"], bearer: "tokenInvalid(.sessionOver)",
            refresh: "refreshTokenInvalid(.sessionOver)", verify: nil),
        Change(claims: ["sid": nil], bearer: nil, refresh: "refreshTokenInvalid(.invalid)", verify: nil),
        Change(
            claims: ["sid": nil, "jti": nil, "token_type": nil, "user_id": nil], bearer: nil,
            refresh: "refreshTokenInvalid(.noID)", verify: "tokenInvalid(.noID)"),
    ]

    @Test(arguments: changes)
    func `What is wrong with a token is told apart`(change: Change) async throws {
        let test = try await TestServices(.sqlite)
        _ = try await test.makeUser("jane")
        let pair = try await test.logIn("jane")
        let (access, refresh) = (
            try await forge(pair.accessToken, change.claims), try await forge(pair.refreshToken, change.claims)
        )
        #expect(try await bearer(access, test) == change.bearer)
        #expect(
            await failure { _ = try await test.services.sessions.refreshAccess(refresh, from: Self.client) }
                == change.refresh)
        for token in [access, refresh] {
            #expect(await failure { try await test.services.authentication.verify(token) } == change.verify)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `Tokens of deleted and of disabled accounts are told apart, and verified all the same`(
        engine: TestEngine
    ) async throws {
        let test = try await TestServices(engine)
        let (jane, john) = (try await test.makeUser("jane"), try await test.makeUser("john"))
        let (deleted, disabled) = (try await test.logIn("jane"), try await test.logIn("john"))
        try await test.services.operation.delete(jane.id)
        _ = try await test.services.operation.setActive(false, john.id)
        for (pair, flaw) in [(deleted, "unknownUser"), (disabled, "inactiveUser")] {
            #expect(try await bearer(pair.accessToken, test) == "tokenInvalid(.\(flaw))")
            for refreshes in [true, false] {
                let failure = await failure {
                    let sessions = test.services.sessions
                    if refreshes {
                        _ = try await sessions.refresh(pair.refreshToken, from: Self.client)
                    } else {
                        _ = try await sessions.refreshAccess(pair.refreshToken, from: Self.client)
                    }
                }
                #expect(failure == "refreshTokenInvalid(.\(flaw))")
            }
            try await test.services.authentication.verify(pair.accessToken)
            try await test.services.authentication.verify(pair.refreshToken)
        }
    }

    @Test func `Each type is refused where the other is asked for`() async throws {
        let test = try await TestServices(.sqlite)
        _ = try await test.makeUser("jane")
        let pair = try await test.logIn("jane")
        #expect(try await bearer(pair.refreshToken, test) == "tokenInvalid(.wrongType)")
        #expect(
            await failure { _ = try await test.services.sessions.refreshAccess(pair.accessToken, from: Self.client) }
                == "refreshTokenInvalid(.wrongType)")
        for garbage in ["", "x", "a.b.c", "usr_x"] {
            #expect(try await bearer(garbage, test) == "tokenInvalid(.invalid)")
            #expect(
                await failure { try await test.services.authentication.verify(garbage) } == "tokenInvalid(.invalid)")
        }
    }

    /// Why a bearer token is refused, or what simplejwt misses in it.
    private func bearer(_ token: String, _ test: TestServices) async throws -> String? {
        var flaw: TokenFlaw?
        let failure = await failure {
            flaw = try await test.services.authentication.authenticate(token).tokenFlaw
        }
        return failure ?? flaw.map { "flaw \($0)" }
    }

    /// The token with other claims, signed by the key.
    private func forge(_ token: String, _ changes: [String: Claim?]) async throws -> String {
        let keys = await KeyRing(KeySet(secret: TestServices.secret))
        let compact = try #require(CompactToken(token))
        var claims = try await keys.signing.verify(compact, as: Claims.self)
        for (name, value) in changes { claims.values[name] = value }
        return try await keys.signing.sign(claims)
    }
}

/// Any claims.
private struct Claims: JWTPayload {
    var values: [String: Claim]

    init(from decoder: any Decoder) throws {
        values = try decoder.singleValueContainer().decode([String: Claim].self)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(values)
    }

    func verify(using algorithm: some JWTAlgorithm) {}
}

/// The value of a claim.
enum Claim: Codable, Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
    case text(String)
    case integer(Int64)
    case number(Double)
    case flag(Bool)

    init(stringLiteral value: String) { self = .text(value) }
    init(integerLiteral value: Int64) { self = .integer(value) }
    init(floatLiteral value: Double) { self = .number(value) }

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let flag = try? value.decode(Bool.self) {
            self = .flag(flag)
        } else if let integer = try? value.decode(Int64.self) {
            self = .integer(integer)
        } else if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else {
            self = .text(try value.decode(String.self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .integer(let integer): try container.encode(integer)
        case .number(let number): try container.encode(number)
        case .flag(let flag): try container.encode(flag)
        }
    }
}
