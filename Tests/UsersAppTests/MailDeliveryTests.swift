import Foundation
import Testing

@Suite struct MailDeliveryTests {
    private static let admin = ["ADMIN_EMAIL": "admin@example.com", "ADMIN_PASSWORD": Service.password]

    private func environment(
        _ mail: [String: String], _ more: [String: String] = [:], engine: TestEngine = .sqlite
    ) throws -> [String: String] {
        try engine.environment().merging(mail) { $1 }.merging(more) { $1 }
    }

    @Test(arguments: TestEngine.allCases)
    func `A mail waits for a server that is down, and its secret for nobody`(engine: TestEngine) async throws {
        let folder = try Folder()
        let first = try MailServer()
        let port = first.port
        first.stop()
        let service = try await Service(
            environment(MailServer.settings(port: port), ["LOG_LEVEL": "trace"], engine: engine), in: folder)
        #expect(try await service.register("jane@example.com").status == 201)
        try await poll("the first attempt") { service.program.log.contains("a mail has to wait") ? () : nil }
        let server = try MailServer(port: port)
        let mails = try await server.receive(1)
        let token = try #require(mails[0].token)
        service.program.send(SIGTERM)
        let outcome = try await service.program.outcome()
        #expect(outcome.status == 0)
        #expect(!outcome.errors.contains(token) && !outcome.output.contains(token))
        #expect(try server.deliveries.count == 1)
    }

    @Test func `A mail that is refused for now arrives by a later attempt`() async throws {
        let folder = try Folder()
        let server = try MailServer(["--reply", "rcpt=450 Try later", "--times", "1"])
        let service = try await Service(environment(server.settings), in: folder)
        #expect(try await service.register("jane@example.com").status == 201)
        #expect(try await server.receive(1).map(\.to) == [["jane@example.com"]])
        #expect(service.program.log.contains("450 Try later"))
    }

    @Test(arguments: TestEngine.allCases)
    func `A mail that is refused for good is a dead letter until it is tried again`(engine: TestEngine) async throws {
        let folder = try Folder()
        let link = "https://accounts.example.com/secret"
        let server = try MailServer(["--reply", "rcpt=550 No such user, see \(link)", "--times", "1"])
        let service = try await Service(environment(server.settings, Self.admin, engine: engine), in: folder)
        #expect(try await service.register("jane@example.com").status == 201)
        let token = try await service.logIn("admin@example.com")
        let path = "/api/v1/admin/dead-letters"
        func letters() async throws -> [[String: Any]] {
            let answer = try await service.send("GET", path, token: token)
            return try #require(JSONSerialization.jsonObject(with: answer.body) as? [[String: Any]])
        }
        let id = try await poll("a dead letter") { try await letters().first?["id"] as? String }
        let letter = try #require(try await letters().first)
        #expect(letter["recipient"] as? String == "jane@example.com" && letter["kind"] as? String == "verify_email")
        let reason = try #require(letter["reason"] as? String)
        #expect(reason.contains("550 No such user, see [link]"))

        #expect(try await service.send("POST", "\(path)/\(id)/retry", token: token).status == 202)
        #expect(try await server.receive(1).map(\.to) == [["jane@example.com"]])
        #expect(try await letters().isEmpty)
        service.program.send(SIGTERM)
        let outcome = try await service.program.outcome()
        #expect(!outcome.errors.contains(link))
    }

    @Test(arguments: TestEngine.allCases)
    func `What was queued when the service was killed arrives after its restart`(engine: TestEngine) async throws {
        let folder = try Folder()
        let server = try MailServer(["--delay", "1"])
        let settings = try environment(server.settings, engine: engine)
        let service = try await Service(settings, in: folder)
        let emails = (0..<16).map { "user\($0)@example.com" }
        for email in emails {
            let answer = try await service.register(email)
            #expect(answer.status == 201)
        }
        _ = try await server.receive(1)
        service.program.send(SIGKILL)
        _ = try await service.program.outcome()

        let again = try await Service(settings, in: folder)
        // The four that may have been on their way are tried again when nobody can be sending them any more.
        let mails = try await server.receive(emails.count - 4)
        #expect(again.program.isRunning)
        for copies in Dictionary(grouping: mails, by: \.to).values {
            #expect(Set(copies.map(\.id)).count == 1 && copies.count <= 2)
        }
    }

    @Test func `A mail that is on its way when the service is told to stop is sent once`() async throws {
        let folder = try Folder()
        let server = try MailServer(["--delay", "3"])
        let settings = try environment(server.settings)
        let service = try await Service(settings, in: folder)
        #expect(try await service.register("jane@example.com").status == 201)
        try await poll("the mail's transfer") { server.log.contains("delay") ? () : nil }
        service.program.send(SIGTERM)
        #expect(try await service.program.outcome().status == 0)
        let again = try await Service(settings, in: folder)
        #expect(try await again.register("john@example.com").status == 201)
        let mails = try await server.receive(2)
        #expect(mails.map(\.to) == [["jane@example.com"], ["john@example.com"]])
    }

    @Test func `Two instances on one database send each mail once`() async throws {
        let folders = [try Folder(), try Folder()]
        let server = try MailServer()
        let settings = try environment(server.settings, engine: .mongo)
        let services = [
            try await Service(settings, in: folders[0]), try await Service(settings, in: folders[1]),
        ]
        let emails = (0..<24).map { "user\($0)@example.com" }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, email) in emails.enumerated() {
                group.addTask {
                    let answer = try await services[number % 2].register(email)
                    #expect(answer.status == 201)
                }
            }
            try await group.waitForAll()
        }
        _ = try await server.receive(emails.count)
        for service in services {
            service.program.send(SIGTERM)
            let outcome = try await service.program.outcome()
            #expect(outcome.status == 0)
        }
        let recipients = try server.deliveries.flatMap(\.to)
        #expect(recipients.sorted() == emails.sorted())
    }

    @Test func `The password of the mail server shows nowhere`() async throws {
        let folder = try Folder()
        let certificate = try MailServer.certificate()
        let server = try MailServer(["--starttls", certificate.url.path, "--auth", "mailer:another"])
        var settings = try environment(server.settings, ["LOG_LEVEL": "trace"])
        settings["MAIL_URL"] =
            "smtp://mailer:s3cretly@localhost:\(server.port)?ca_file=\(certificate.url.path)/certificate.pem"
        let service = try await Service(settings, in: folder)
        #expect(try await service.register("jane@example.com").status == 201)
        try await poll("a refused login") { service.program.log.contains("a mail has to wait") ? () : nil }
        service.program.send(SIGTERM)
        let outcome = try await service.program.outcome()
        let login = Data("\0mailer\0s3cretly".utf8).base64EncodedString()
        for secret in ["s3cretly", login] {
            #expect(!outcome.errors.contains(secret) && !outcome.output.contains(secret))
        }
    }
}
