import Foundation
import Testing

/// What slow requests leave in the log of the running program.
@Suite struct RequestLogTests {
    private func slowRequests(_ service: Service) async throws -> [[String: String]] {
        service.program.send(SIGTERM)
        return try await service.program.outcome().errors.split(separator: "\n").compactMap { line in
            let entry = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String]
            return entry?["message"] == "slow request" ? entry : nil
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `A tenth of the request's time is slow`(engine: TestEngine) async throws {
        let folder = try Folder()
        // Such a hash takes more than a tenth of a second.
        let settings = ["REQUEST_TIMEOUT": "1s", "PASSWORD_HASH": "bcrypt:13"]
        let service = try await Service(engine.environment().merging(settings) { $1 }, in: folder)
        _ = try await service.register("jane@example.com")
        let entry = try #require(try await slowRequests(service).first)
        #expect(entry["level"] == "warning" && entry["path"] == "/api/v1/auth/register")
        let total = try #require(entry["duration_us"].flatMap { Int($0) })
        let hashing = try #require(entry["hashing_us"].flatMap { Int($0) })
        #expect(total >= 100_000 && hashing > total / 2 && hashing <= total)
    }

    @Test func `Who sends a body slowly makes no warning`() async throws {
        let folder = try Folder()
        let service = try await Service(["REQUEST_TIMEOUT": "10s"], in: folder)
        let body = #"{"refresh_token":"nonsense"}"#
        let connection = try RawConnection(port: try #require(service.base.port))
        try connection.send(
            "POST /api/v1/auth/refresh HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: \(body.utf8.count)\r\nExpect: 100-continue\r\n\r\n")
        #expect(try connection.receive(upTo: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
        // Longer than a tenth of the time: the slowness is what is tested.
        try await Task.sleep(for: .milliseconds(1200))
        try connection.send(body)
        #expect(try await connection.receiveContent().contains("token"))
        #expect(try await slowRequests(service).isEmpty)
    }
}
