import Foundation
import Testing

@Suite struct AuditDurabilityTests {
    @Test(arguments: TestEngine.allCases)
    func `What was acknowledged before kill -9 is in the audit, once`(engine: TestEngine) async throws {
        let folder = try Folder()
        let environment = try engine.environment().merging([
            "ADMIN_EMAIL": "root@example.com", "ADMIN_PASSWORD": Service.password,
        ]) { $1 }
        let service = try await Service(environment, in: folder)
        let acknowledged = Acknowledged()
        await withTaskGroup(of: Void.self) { group in
            for worker in 0..<8 {
                group.addTask {
                    for number in 0..<25 {
                        let email = "user\(worker)-\(number)@example.com"
                        guard let made = try? await service.register(email), made.status == 201,
                            let id = made.json["id"] as? String
                        else { continue }
                        await acknowledged.add("user_created", id)
                        let login = ["email": email, "password": Service.password]
                        let opened = try? await service.send("POST", "/api/v1/auth/login", login)
                        guard opened?.status == 200 else { continue }
                        // In the middle of it all, as the 40th comes back.
                        if await acknowledged.add("authn_login_success", id) == 40 { service.program.send(SIGKILL) }
                    }
                }
            }
        }
        _ = try await service.program.outcome()
        #expect(!service.program.isRunning)

        let again = try await Service(environment, in: folder)
        let token = try await again.logIn("root@example.com")
        for (event, users) in await acknowledged.users {
            #expect((40..<200).contains(users.count))
            let told = try await poll("all entries of \(event)") { () -> [String]? in
                let told = try await again.audited(event, token: token)
                return users.isSubset(of: told) ? told : nil
            }
            let twice = Dictionary(grouping: told) { $0 }.filter { users.contains($0.key) && $0.value.count > 1 }
            #expect(twice.isEmpty, "\(event)")
        }
    }
}

/// Whose registrations and logins were answered.
private actor Acknowledged {
    private(set) var users: [String: Set<String>] = [:]

    @discardableResult
    func add(_ event: String, _ id: String) -> Int {
        users[event, default: []].insert(id)
        return users[event, default: []].count
    }
}

extension Service {
    /// Whose accounts the audit tells this event of.
    fileprivate func audited(_ event: String, token: String) async throws -> [String] {
        let answer = try await send("GET", "/api/v1/admin/audit?limit=1000&event=\(event)", token: token)
        let entries = try #require(JSONSerialization.jsonObject(with: answer.body) as? [[String: Any]])
        return entries.compactMap { $0["user_id"] as? String }
    }
}
