import Accounts
import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct LastAdminTests {
    private static let users = "/api/v1/admin/users/"

    /// Ways to stop being an administrator, or to stop somebody else being one.
    private enum Way: CaseIterable {
        case demotion, deactivation, deletion, ownDemotion, ownDeactivation, ownDeletion

        func take(_ client: TestClient, by caller: TestUser, against other: TestUser) async throws -> Answer {
            switch self {
            case .demotion:
                try await client.send(.patch, users + other.id, ["is_admin": false], token: caller.token)
            case .deactivation:
                try await client.send(.put, users + other.id, ["is_active": false], token: caller.token)
            case .deletion: try await client.send(.delete, users + other.id, token: caller.token)
            case .ownDemotion:
                try await client.send(.patch, users + caller.id, ["is_admin": false], token: caller.token)
            case .ownDeactivation:
                try await client.send(.patch, users + caller.id, ["is_active": false], token: caller.token)
            case .ownDeletion: try await client.send(.delete, "/api/v1/users/me", token: caller.token)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `However two administrators go at once, one stays`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let root = try await client.makeAdmin("root@example.com")
        var number = 0
        for first in Way.allCases {
            for second in Way.allCases {
                number += 1
                let namespace = "n\(number)"
                let one = try await client.makeAdmin("one@example.com", namespace: namespace)
                let two = try await client.makeAdmin("two@example.com", namespace: namespace)
                async let firstAnswer = first.take(client, by: one, against: two)
                async let secondAnswer = second.take(client, by: two, against: one)
                let answers = [try await firstAnswer, try await secondAnswer]
                #expect(answers.contains { $0.status.kind == .successful }, "\(first) and \(second)")
                let left = try await client.send(
                    .get, "/api/v1/admin/users?namespace=\(namespace)&is_admin=true&is_active=true", token: root.token)
                #expect(!left.json.elements.isEmpty, "\(first) and \(second): \(answers.map(\.json))")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `However many go at once, one stays, and the last one is told`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let root = try await client.makeAdmin("root@example.com")
        for round in 0..<5 {
            let namespace = "n\(round)"
            var admins: [TestUser] = []
            for number in 0..<6 {
                admins.append(try await client.makeAdmin("admin\(number)@example.com", namespace: namespace))
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                let target = admins[round]
                for (admin, way) in zip(admins, Way.allCases.shuffled()) {
                    group.addTask { _ = try await way.take(client, by: admin, against: target) }
                }
                try await group.waitForAll()
            }
            let list = "/api/v1/admin/users?namespace=\(namespace)&is_admin=true&is_active=true"
            var left = try await client.send(.get, list, token: root.token).json.elements
            #expect(!left.isEmpty)
            while left.count > 1 {
                let id = try #require(left.removeLast()["id"]?.text)
                let demoted = try await client.send(
                    .patch, Self.users + id, ["is_admin": false], token: root.token)
                #expect(demoted.status == .ok)
            }
            let last = try #require(left.first?["id"]?.text)
            for change: JSONValue in [["is_admin": false], ["is_active": false]] {
                let answer = try await client.send(.patch, Self.users + last, change, token: root.token)
                #expect(answer.code == "last_admin")
            }
            #expect(try await client.send(.delete, Self.users + last, token: root.token).code == "last_admin")
        }
    }
}
