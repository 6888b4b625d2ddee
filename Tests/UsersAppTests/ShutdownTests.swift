import Foundation
import Testing

@Suite struct ShutdownTests {
    @Test func `SIGTERM finishes what is in flight, and exits with 0`() async throws {
        let folder = try Folder()
        let service = try await Service([:], in: folder)
        let port = try #require(service.base.port)
        let connection = try RawConnection(port: port)
        let body = #"{"email":"jane@example.com","username":"Jane","password":"\#(Service.password)"}"#
        try connection.send(
            "POST /api/v1/auth/register HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: \(body.utf8.count)\r\nExpect: 100-continue\r\n\r\n")
        // The handler runs from here on.
        #expect(try connection.receive(upTo: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
        service.program.send(SIGTERM)
        try await poll("the listener to close") { (try? RawConnection(port: port)) == nil ? () : nil }
        try connection.send(body)
        let answer = try connection.receive()
        #expect(answer.hasPrefix("HTTP/1.1 201 ") && answer.contains("\r\nConnection: close\r\n"))
        #expect(try await service.program.outcome().status == 0)
    }

    @Test func `A second signal stops at once`() async throws {
        let folder = try Folder()
        let service = try await Service(["PASSWORD_HASH": "bcrypt:16"], in: folder)
        let pending = Task { try await service.register("jane@example.com") }
        try await Task.sleep(for: .milliseconds(300))
        service.program.send(SIGTERM)
        try await Task.sleep(for: .milliseconds(300))
        #expect(service.program.isRunning)
        let start = ContinuousClock.now
        service.program.send(SIGINT)
        _ = try await service.program.outcome()
        #expect(ContinuousClock.now - start < .seconds(5))
        _ = await pending.result
    }
}
