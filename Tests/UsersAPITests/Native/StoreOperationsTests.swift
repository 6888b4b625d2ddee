import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct StoreOperationsTests {
    @Test(arguments: TestEngine.allCases)
    func `Showing oneself takes one find by id`(engine: TestEngine) async throws {
        let store = CountingStore(try await engine.makeStore())
        let client = try await TestClient(store: store, clock: TestClock(), limitsRates: true)
        let user = try await client.makeUser("jane@example.com")
        for _ in 0..<3 {
            _ = store.takeOperations()
            let answer = try await client.send(.get, "/api/v1/users/me", token: user.token, from: "203.0.113.7")
            #expect(answer.status == .ok)
            #expect(store.takeOperations() == [.findByID("users")])
        }
    }
}
