import Foundation
import Glibc
import TestSupport
import Testing

@Suite(.serialized) struct LoginTimeTests {
    private static let settings = [
        "PASSWORD_HASH": "bcrypt:10", "ADMIN_EMAIL": "root@example.com", "ADMIN_PASSWORD": Service.password,
    ]
    private static let rounds = 15

    /// The processor time that the program takes, and the least of all rounds: other work of the machine takes caches away and so
    /// lengthens it, and nothing shortens it. What waits beside it, for the store, is the same for all by another test.
    @Test(arguments: TestEngine.allCases)
    func `The time of a login does not tell what there is of an account`(engine: TestEngine) async throws {
        let folder = try Folder()
        let service = try await Service(engine.environment().merging(Self.settings) { $1 }, in: folder)
        let logins = try await makeAccounts(service)
        var times = [[Double]](repeating: [], count: logins.count)
        for round in 0..<Self.rounds {
            for offset in logins.indices {
                let index = (offset + round) % logins.count
                times[index].append(try await processorTime(of: logins[index], service))
            }
        }
        let least = try times.map { try #require($0.min()) }
        #expect(try #require(least.max()) <= 1.1 * #require(least.min()), "\(times)")
    }

    /// Names and passwords that are refused: a wrong password, an account that is not active, one without a password, and nobody's.
    private func makeAccounts(_ service: Service) async throws -> [(email: String, password: String)] {
        let admin = try await service.logIn("root@example.com")
        for (name, fields) in [
            ("active", ["password": Service.password]),
            ("inactive", ["password": Service.password, "is_active": false]), ("invited", [:]),
        ] as [(String, [String: any Sendable])] {
            let body = ["email": "\(name)@example.com", "username": "Jane"].merging(fields) { $1 }
            try #require(try await service.send("POST", "/api/v1/admin/users", body, token: admin).status == 201)
        }
        return [
            ("active@example.com", "not the password"), ("inactive@example.com", Service.password),
            ("invited@example.com", Service.password), ("unknown@example.com", Service.password),
        ]
    }

    /// Milliseconds.
    private func processorTime(
        of login: (email: String, password: String), _ service: Service
    ) async throws -> Double {
        let start = try service.program.processorTime
        let answer = try await service.send(
            "POST", "/api/v1/auth/login", ["email": login.email, "password": login.password])
        try #require(answer.status == 401)
        return try (service.program.processorTime - start) / .milliseconds(1)
    }
}
