import Foundation
import Testing

@Suite struct ShutdownTests {
    @Test func `SIGTERM finishes what is in flight, and exits with 0`() async throws {
        let folder = try Folder()
        // A cost of 12 takes long enough for the signal to fall into it.
        let service = try await Service(["PASSWORD_HASH": "bcrypt:12"], in: folder)
        async let answer = service.register("jane@example.com")
        try await Task.sleep(for: .milliseconds(100))
        service.program.send(SIGTERM)
        #expect(try await answer.status == 201)
        #expect(try await service.program.outcome().status == 0)
        await #expect(throws: (any Error).self) { try await service.send("GET", "/health") }
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
        #expect(ContinuousClock.now - start < .seconds(2))
        _ = await pending.result
    }
}
