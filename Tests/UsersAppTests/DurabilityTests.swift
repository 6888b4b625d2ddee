import Foundation
import Testing

@Suite struct DurabilityTests {
    @Test(arguments: TestEngine.allCases)
    func `Every registration that was acknowledged survives kill -9`(engine: TestEngine) async throws {
        let folder = try Folder()
        let environment = try engine.environment()
        let service = try await Service(environment, in: folder)
        let acknowledged = Acknowledged()
        await withTaskGroup(of: Void.self) { group in
            for worker in 0..<8 {
                group.addTask {
                    for number in 0..<25 {
                        let email = "user\(worker)-\(number)@example.com"
                        guard let answer = try? await service.register(email), answer.status == 201 else { continue }
                        // In the middle of it all, as the 100th comes back.
                        if await acknowledged.add(email) == 100 { service.program.send(SIGKILL) }
                    }
                }
            }
        }
        _ = try await service.program.outcome()
        let emails = await acknowledged.emails
        #expect((100..<200).contains(emails.count))

        let again = try await Service(environment, in: folder)
        for email in emails {
            _ = try await again.logIn(email)
            #expect(try await again.register(email).status == 409)
        }
    }
}

/// The registrations whose answer came back.
private actor Acknowledged {
    private(set) var emails: [String] = []

    func add(_ email: String) -> Int {
        emails.append(email)
        return emails.count
    }
}
