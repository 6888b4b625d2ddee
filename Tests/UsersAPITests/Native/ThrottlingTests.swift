import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct ThrottlingTests {
    private let attacker = "198.51.100.66"
    private let home = "203.0.113.7"
    private let office = "203.0.113.8"

    @Test(arguments: TestEngine.allCases)
    func `After five failures each doubles the wait, whoever's name it is`(engine: TestEngine) async throws {
        let client = try await TestClient(engine, limitsRates: true, requiresActivation: true)
        for login in try await client.makeAccountsOfAllKinds() {
            try await client.failToLogIn(login, times: 5, from: attacker)
            for wait in [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900] {
                // Before the password is looked at: the right one is no better.
                #expect(try await client.tryLogIn(login, from: attacker).retryAfter == wait, "\(login)")
                client.clock.advance(by: .seconds(wait) - .milliseconds(1))
                #expect(try await client.tryLogIn(login, "wrong", from: attacker).retryAfter == 1)
                client.clock.advance(by: .milliseconds(1))
                try await client.failToLogIn(login, from: attacker)
            }
            // An hour after the last failure all are forgotten.
            client.clock.advance(by: .seconds(3600))
            try await client.failToLogIn(login, times: 5, from: attacker)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `An attacker elsewhere locks nobody out, and each address has a back-off of its own`(
        engine: TestEngine
    ) async throws {
        let client = try await TestClient(engine, limitsRates: true)
        let login = "jane@example.com"
        _ = try await client.makeUser(login)
        for address in [home, office] { #expect(try await client.tryLogIn(login, from: address).status == .ok) }
        try await client.failToLogIn(login, times: 5, from: attacker)
        #expect(try await client.tryLogIn(login, from: attacker).retryAfter == 1)

        // None of the attacker's failures count at home, and a success there does not help the attacker.
        try await client.failToLogIn(login, times: 4, from: home)
        #expect(try await client.tryLogIn(login, from: home).status == .ok)
        #expect(try await client.tryLogIn(login, from: attacker).retryAfter == 1)

        try await client.failToLogIn(login, times: 5, from: home)
        #expect(try await client.tryLogIn(login, from: home).retryAfter == 1)
        #expect(try await client.tryLogIn(login, from: office).status == .ok)
        #expect(try await client.tryLogIn(login, from: home).retryAfter == 1)

        client.clock.advance(by: .seconds(1))
        #expect(try await client.tryLogIn(login, from: home).status == .ok)
        try await client.failToLogIn(login, times: 5, from: home)
        try await client.failToLogIn(login, from: attacker)
        #expect(try await client.tryLogIn(login, from: attacker).retryAfter == 2)
    }

    @Test func `The right password from a new address makes it a known one`() async throws {
        let client = try await TestClient(.sqlite, limitsRates: true)
        let login = "jane@example.com"
        _ = try await client.makeUser(login)
        try await client.failToLogIn(login, times: 4, from: home)
        #expect(try await client.tryLogIn(login, from: home).status == .ok)
        try await client.failToLogIn(login, times: 5, from: attacker)
        #expect(try await client.tryLogIn(login, from: attacker).retryAfter == 1)
        #expect(try await client.tryLogIn(login, from: home).status == .ok)
    }

    @Test func `The account remembers its last 16 addresses`() async throws {
        let client = try await TestClient(.sqlite, limitsRates: true)
        let login = "jane@example.com"
        _ = try await client.makeUser(login)
        for host in 1...17 { #expect(try await client.tryLogIn(login, from: "203.0.113.\(host)").status == .ok) }
        try await client.failToLogIn(login, times: 5, from: attacker)
        #expect(try await client.tryLogIn(login, from: "203.0.113.1").retryAfter == 1)
        #expect(try await client.tryLogIn(login, from: "203.0.113.2").status == .ok)
    }

    @Test(arguments: TestEngine.allCases)
    func `All spellings of a login name are one, in either field`(engine: TestEngine) async throws {
        let client = try await TestClient(engine, limitsRates: true)
        for login in ["jane@example.com", "nobody"] {
            let spellings: [(String, String)] = [
                ("email", login), ("username", login), ("email", login.uppercased()), ("username", " \(login)\t"),
                ("email", login.replacing("n", with: "\u{FF4E}")),
            ]
            for (field, spelling) in spellings {
                let answer = try await client.send(
                    .post, "/api/v1/auth/login", [field: .string(spelling), "password": "wrong"], from: attacker)
                #expect(answer.code == "invalid_credentials")
            }
            #expect(try await client.tryLogIn(login, from: attacker).retryAfter == 1)
            let tenant = try await client.send(
                .post, "/api/v1/auth/login",
                ["email": .string(login), "password": "wrong", "namespace": "tenant"], from: attacker)
            #expect(tenant.code == "invalid_credentials")
        }
    }

    @Test(arguments: TestEngine.allCases, [true, false])
    func `Whoever holds a session does not guess the password by it`(
        engine: TestEngine, isAtHome: Bool
    ) async throws {
        let client = try await TestClient(engine, limitsRates: true)
        let login = "jane@example.com"
        let user = try await client.makeUser(login)
        #expect(try await client.tryLogIn(login, from: home).status == .ok)
        let address = isAtHome ? home : attacker
        func change(_ current: String) async throws -> Answer {
            try await client.send(
                .patch, "/api/v1/users/me",
                ["password": "another good password", "current_password": .string(current)], token: user.token,
                from: address)
        }
        for _ in 0..<5 { #expect(try await change("wrong").code == "current_password_wrong") }
        #expect(try await change(TestClient.password).retryAfter == 1)
        #expect(try await client.tryLogIn(login, from: address).retryAfter == 1)
        #expect(try await client.tryLogIn(login, from: isAtHome ? office : home).status == .ok)
        client.clock.advance(by: .seconds(1))
        #expect(try await change(TestClient.password).status == .ok)
    }

    @Test(arguments: TestEngine.allCases, [true, false])
    func `A hundred guesses at once learn no more than the free ones`(
        engine: TestEngine, isRightOneAmongThem: Bool
    ) async throws {
        let client = try await TestClient(engine, limitsRates: true)
        _ = try await client.makeUser("jane@example.com")
        let attacker = attacker
        let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
            for number in 0..<100 {
                let guess = isRightOneAmongThem && number == 50 ? TestClient.password : "guess number \(number)"
                group.addTask { try await client.tryLogIn("jane@example.com", guess, from: attacker) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let codes = Dictionary(grouping: answers) { $0.code ?? "logged in" }.mapValues(\.count)
        #expect(Set(codes.keys).isSubset(of: ["invalid_credentials", "throttled", "logged in"]), "\(codes)")
        let successes = codes["logged in", default: 0]
        #expect(successes <= (isRightOneAmongThem ? 1 : 0))
        // Whoever knows the password begins anew, by the name and by the address that is known then: there is nothing left to guess.
        #expect(codes["invalid_credentials", default: 0] <= (successes == 1 ? 15 : 5), "\(codes)")
    }

    @Test func `Without limits nobody waits`() async throws {
        let client = try await TestClient(.sqlite, limitsRates: false)
        _ = try await client.makeUser("jane@example.com")
        try await client.failToLogIn("jane@example.com", times: 70, from: attacker)
        #expect(try await client.tryLogIn("jane@example.com", from: attacker).status == .ok)
    }
}
