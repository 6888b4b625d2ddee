import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct SquattingTests {
    private static let email = "jane@example.com"
    private static let lifetime = Duration.seconds(3 * 86_400)

    @Test(arguments: TestEngine.allCases)
    func `A registration that nobody used yields its address when its link has run out`(
        engine: TestEngine
    ) async throws {
        let client = try await TestClient(engine)
        let first = try await client.tryRegister(Self.email)
        let link = try await client.deliveredLink("email/verify", to: Self.email)
        client.clock.advance(by: Self.lifetime - .seconds(1))
        #expect(try await client.tryRegister(Self.email).code == "email_taken")
        client.clock.advance(by: .seconds(1))
        let second = try await client.tryRegister(Self.email)
        #expect(second.status == .created && second.json["id"] != first.json["id"])
        #expect(try await client.follow(link).code == "token_invalid")
        _ = try await client.logIn(Self.email)
        #expect(try await client.tryRegister(Self.email).code == "email_taken")
    }

    @Test(arguments: TestEngine.allCases)
    func `Of ten who ask for it at once one gets it`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        _ = try await client.tryRegister(Self.email)
        client.clock.advance(by: Self.lifetime)
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<10 { group.addTask { try await client.tryRegister(Self.email).status.code } }
            return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        }
        #expect(statuses == [201: 1, 409: 9])
        #expect(try await client.deliver().map(\.recipient) == [Self.email])
        _ = try await client.logIn(Self.email)
    }

    enum Use: CaseIterable {
        case login, verification, reset, administration
    }

    @Test(arguments: Use.allCases)
    func `An account that is somebody's keeps its address`(use: Use) async throws {
        let client = try await TestClient(.sqlite)
        if use == .administration {
            let admin = try await client.makeAdmin("admin@example.com")
            let made = try await client.send(
                .post, "/api/v1/admin/users", ["email": .string(Self.email), "username": "Jane"], token: admin.token)
            #expect(made.status == .created)
        } else {
            #expect(try await client.tryRegister(Self.email).status == .created)
        }
        switch use {
        case .login: _ = try await client.logIn(Self.email)
        case .verification:
            let link = try await client.deliveredLink("email/verify", to: Self.email)
            #expect(try await client.follow(link).status == .noContent)
        case .reset:
            _ = try await client.forget(Self.email)
            let link = try await client.deliveredLink("password/reset", to: Self.email)
            #expect(try await client.follow(link, password: "another good password").status == .noContent)
        case .administration: break
        }
        client.clock.advance(by: Self.lifetime * 100)
        #expect(try await client.tryRegister(Self.email).code == "email_taken")
    }
}
