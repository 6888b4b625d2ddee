import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct RateLimitTests {
    private let address = "198.51.100.66"
    private let other = "203.0.113.7"

    private func register(
        _ client: TestClient, _ number: Int, from address: String, fields: [HTTPField.Name: String] = [:]
    ) async throws -> Answer {
        try await client.send(
            .post, "/api/v1/auth/register",
            ["email": .string("user\(number)@example.com"), "username": "x", "password": .string(TestClient.password)],
            fields: fields, from: address)
    }

    @Test(arguments: TestEngine.allCases)
    func `The 21st registration of a minute waits`(engine: TestEngine) async throws {
        let client = try await TestClient(engine, limitsRates: true)
        for number in 0..<20 {
            #expect(try await register(client, number, from: address).status == .created)
        }
        #expect(try await register(client, 20, from: address).retryAfter == 3)
        #expect(try await register(client, 20, from: other).status == .created)
        client.clock.advance(by: .seconds(3))
        #expect(try await register(client, 21, from: address).status == .created)
        #expect(try await register(client, 22, from: address).retryAfter == 3)
        let admin = try await client.makeAdmin("admin@example.com")
        for number in 0..<25 {
            let made = try await client.send(
                .post, "/api/v1/admin/users", ["email": .string("made\(number)@example.com"), "username": "x"],
                token: admin.token, from: address)
            #expect(made.status == .created)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `The 61st failed login of an address waits, and with it every login from there`(
        engine: TestEngine
    ) async throws {
        let client = try await TestClient(engine, limitsRates: true)
        let user = try await client.makeUser("jane@example.com")
        #expect(try await client.tryLogIn("jane@example.com", from: address).status == .ok)
        for number in 0..<60 { try await client.failToLogIn("user\(number)@example.com", from: address) }
        #expect(try await client.tryLogIn("user60@example.com", "wrong", from: address).retryAfter == 1)
        // Also the right password of an account that knows the address; who is logged in stays so.
        #expect(try await client.tryLogIn("jane@example.com", from: address).retryAfter == 1)
        #expect(try await client.send(.get, "/api/v1/users/me", token: user.token, from: address).status == .ok)
        #expect(try await client.tryLogIn("jane@example.com", from: other).status == .ok)
        client.clock.advance(by: .seconds(1))
        // A success takes nothing.
        for _ in 0..<3 { #expect(try await client.tryLogIn("jane@example.com", from: address).status == .ok) }
        try await client.failToLogIn("user61@example.com", from: address)
        #expect(try await client.tryLogIn("jane@example.com", from: address).retryAfter == 1)
    }

    @Test(arguments: TestEngine.allCases)
    func `The 11th request for a mail waits, of whichever kind`(engine: TestEngine) async throws {
        let client = try await TestClient(engine, limitsRates: true)
        _ = try await client.makeUser("known@example.com")
        func ask(_ number: Int, from address: String) async throws -> Answer {
            let path = number.isMultiple(of: 2) ? "password/forgot" : "email/resend"
            let email = number.isMultiple(of: 3) ? "known@example.com" : "user\(number)@example.com"
            return try await client.send(.post, "/api/v1/auth/\(path)", ["email": .string(email)], from: address)
        }
        for number in 0..<10 { #expect(try await ask(number, from: address).status == .accepted) }
        for number in 10..<14 { #expect(try await ask(number, from: address).retryAfter == 6) }
        #expect(try await ask(14, from: other).status == .accepted)
        client.clock.advance(by: .seconds(6))
        #expect(try await ask(15, from: address).status == .accepted)
    }

    @Test(arguments: [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true), ("2001:db8:1:2::1", "2001:db8:1:3::1", false),
        ("198.51.100.66", "::ffff:198.51.100.66", true), ("198.51.100.66", "198.51.100.67", false),
    ])
    func `A client is an IPv4 address or an IPv6 network of 64 bits`(
        first: String, second: String, isOne: Bool
    ) async throws {
        let client = try await TestClient(.sqlite, limitsRates: true)
        for number in 0..<20 { #expect(try await register(client, number, from: first).status == .created) }
        #expect(try await register(client, 20, from: second).status == (isOne ? .tooManyRequests : .created))
    }

    @Test(arguments: TestEngine.allCases)
    func `Two instances count together`(engine: TestEngine) async throws {
        let database = try engine.makeDatabase()
        let clock = TestClock()
        let one = try await TestClient(store: try await database.open(), clock: clock, limitsRates: true)
        let two = try await TestClient(store: try await database.open(), clock: clock, limitsRates: true)
        _ = try await one.makeUser("jane@example.com")
        try await one.failToLogIn("jane@example.com", times: 3, from: address)
        try await two.failToLogIn("jane@example.com", times: 2, from: address)
        for client in [one, two] {
            #expect(try await client.tryLogIn("jane@example.com", from: address).retryAfter == 1)
        }
        for number in 0..<20 {
            let client = number.isMultiple(of: 2) ? one : two
            #expect(try await register(client, number, from: address).status == .created)
        }
        for client in [one, two] { #expect(try await register(client, 20, from: address).retryAfter == 3) }
    }

    @Test func `What a proxy says of the client counts if the proxy is trusted`() async throws {
        let settings = APISettings(trustedProxies: try TrustedProxies(["10.0.0.0/8"]))
        let client = try await TestClient(.sqlite, settings: settings, limitsRates: true)
        // Clients behind the proxy are told apart; what they write themselves stands before its word.
        for number in 0..<25 {
            let forwarded = [HTTPField.Name.xForwardedFor: "192.0.2.1, 203.0.113.\(number)"]
            #expect(try await register(client, number, from: "10.0.0.1", fields: forwarded).status == .created)
        }
        for number in 25..<44 {
            let forwarded = [HTTPField.Name.xForwardedFor: "192.0.2.\(number), 203.0.113.0"]
            #expect(try await register(client, number, from: "10.0.0.1", fields: forwarded).status == .created)
        }
        let forwarded = [HTTPField.Name.xForwardedFor: "203.0.113.0"]
        #expect(try await register(client, 44, from: "10.0.0.2", fields: forwarded).status == .tooManyRequests)
        // From anybody else it is but a word.
        for number in 44..<65 {
            let forwarded = [HTTPField.Name.xForwardedFor: "192.0.2.\(number)"]
            let answer = try await register(client, number, from: address, fields: forwarded)
            #expect(answer.status == (number < 64 ? .created : .tooManyRequests))
        }
    }
}
