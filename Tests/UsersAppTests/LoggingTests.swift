import Foundation
import Testing

@Suite struct LoggingTests {
    @Test func `A request is one line of JSON, without a secret`() async throws {
        let folder = try Folder()
        let service = try await Service(["LOG_LEVEL": "info"], in: folder)
        #expect(try await service.register("jane@example.com").status == 201)
        let token = try await service.logIn("jane@example.com")
        #expect(try await service.send("GET", "/api/v1/users/me?password=hunter2", token: token).status == 422)
        service.program.send(SIGTERM)
        let outcome = try await service.program.outcome()
        let entries = try outcome.errors.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String])
        }
        let requests = entries.filter { $0["message"] == "request" }
        #expect(requests.map { $0["path"] } == ["/api/v1/auth/register", "/api/v1/auth/login", "/api/v1/users/me"])
        #expect(requests.map { $0["status"] } == ["201", "200", "422"])
        #expect(requests.last?["user_id"]?.count == 24 && requests.last?["ip"] == "127.0.0.1")
        for secret in [Service.password, token, "hunter2", "jane@example.com"] {
            #expect(!outcome.errors.contains(secret))
        }
    }
}
