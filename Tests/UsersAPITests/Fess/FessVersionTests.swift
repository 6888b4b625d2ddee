import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct FessVersionTests {
    @Test(arguments: TestEngine.allCases)
    func `Of twenty who change one version, one does`(engine: TestEngine) async throws {
        let client = try await TestClient.fess(engine)
        let admin = try await client.makeAdmin("admin@example.com").bearer
        let id = try await client.makeFessUser("jane", as: admin)
        let outcomes = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<20 {
                group.addTask {
                    let body: JSONValue = ["id": .string(id), "versionNo": 1, "title": .string("title \(number)")]
                    return try await client.fess(.put, "/setting", body, as: admin).outcome
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.filter { $0 == "200 0" }.count == 1 && outcomes.filter { $0 == "409 1" }.count == 19)
        #expect(try await client.fessUser(id, as: admin)["versionNo"] == 2)
    }

    @Test(arguments: TestEngine.allCases)
    func `Twenty who read and change until they are not stale lose nothing`(engine: TestEngine) async throws {
        let client = try await TestClient.fess(engine)
        let admin = try await client.makeAdmin("admin@example.com").bearer
        let id = try await client.makeFessUser("jane", as: admin)
        let fields = FessUserTests.profile.filter { $0 != "mail" && $0 != "preferredLanguage" }.prefix(20)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for field in fields {
                group.addTask {
                    var outcome = ""
                    while outcome != "200 0" {
                        let version = try #require(try await client.fessUser(id, as: admin)["versionNo"])
                        let body: JSONValue = .object([
                            "id": .string(id), "versionNo": version, field: .string("by \(field)"),
                        ])
                        outcome = try await client.fess(.put, "/setting", body, as: admin).outcome
                        #expect(outcome == "200 0" || outcome == "409 1")
                    }
                }
            }
            try await group.waitForAll()
        }
        let shown = try await client.fessUser(id, as: admin)
        #expect(shown["versionNo"] == 21)
        for field in fields { #expect(shown[field] == .string("by \(field)")) }
    }
}
