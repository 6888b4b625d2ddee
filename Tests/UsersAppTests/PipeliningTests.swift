import Foundation
import Testing

@Suite struct PipeliningTests {
    @Test(arguments: TestEngine.allCases)
    func `Each request of a pipeline sees what those before it changed`(engine: TestEngine) async throws {
        let folder = try Folder()
        let service = try await Service(try engine.environment(), in: folder)
        let token = try await service.signUp("jane@example.com")
        let connection = try RawConnection(port: try #require(service.base.port))
        let rounds = 1...20
        let show = request("GET", "/api/v1/users/me", token)
        let changes = rounds.map { request("PATCH", "/api/v1/users/me", token, #"{"full_name":"Name \#($0)"}"#) + show }
        let end = request("POST", "/api/v1/auth/logout", token) + show
        let last = "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        try connection.send(changes.joined() + end + last)
        let answers = try connection.receive()
        let names = answers.matches(of: /"full_name":"([^"]*)"/).map { String($0.1) }
        #expect(names == rounds.flatMap { ["Name \($0)", "Name \($0)"] })
        let statuses = answers.matches(of: /HTTP\/1\.1 (\d{3})/).map { String($0.1) }
        #expect(statuses == Array(repeating: "200", count: 40) + ["204", "401", "200"])
    }

    private func request(_ method: String, _ path: String, _ token: String, _ body: String = "") -> String {
        let fields = body.isEmpty ? "" : "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n"
        return "\(method) \(path) HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(token)\r\n\(fields)\r\n\(body)"
    }
}
