import Foundation
import Testing

@testable import Mail

@Suite struct DeliveryTests {
    private func mailer(_ server: MailServer, limits: SMTPLimits = SMTPLimits()) throws -> Mailer {
        Mailer(try MailURL("smtp://127.0.0.1:\(server.port)"), limits: limits)
    }

    @Test(arguments: [
        ("greeting=421 Too busy", false), ("greeting=554 No service", false),
        ("mail=451 Try later", false), ("mail=550 Not you", true), ("mail=530 Log in first", false),
        ("mail=552 Too large", true), ("rcpt=450 Try later", false), ("rcpt=452 Full", false),
        ("rcpt=550 No such user", true), ("rcpt=553 Bad name", true), ("data=451 Try later", false),
        ("data=554 Looks like spam", true), ("rcpt=close", false), ("data=close", false),
    ])
    func `a reply decides whether another attempt makes sense`(reply: String, isPermanent: Bool) async throws {
        let server = try MailServer(["--reply", reply])
        let mailer = try mailer(server)
        defer { mailer.shutDown() }
        let error = try await failure(of: mailer)
        #expect(error.isPermanent == isPermanent)
        #expect(error.isTemporary != isPermanent)
        let text = reply.drop { $0 != "=" }.dropFirst()
        if text != "close" { #expect(error.reason?.contains(text) == true) }
        #expect(error.reason?.hasPrefix("smtp://127.0.0.1:\(server.port): ") == true)
        #expect(try server.deliveries.isEmpty)
    }

    @Test func `an attempt after a temporary failure goes well, and arrives once`() async throws {
        let server = try MailServer(["--reply", "rcpt=450 Try later", "--times", "2"])
        let mailer = try mailer(server)
        defer { mailer.shutDown() }
        for _ in 0..<2 { #expect(try await failure(of: mailer).isTemporary) }
        try await mailer.send(.example())
        #expect(try server.answers.map(\.reply) == ["450 Try later", "450 Try later", "250 Accepted"])
        #expect(try server.deliveries.map(\.to) == [["jane@example.org"]])
    }

    @Test func `one recipient's refusal is not another's`() async throws {
        let server = try MailServer(["--recipient", "gone@example.org=550 No such user"])
        let mailer = try mailer(server)
        defer { mailer.shutDown() }
        #expect(try await failure(of: mailer, .example(to: "gone@example.org")).isPermanent)
        try await mailer.send(.example())
        #expect(try server.deliveries.map(\.to) == [["jane@example.org"]])
    }

    @Test(arguments: ["greeting", "rcpt", "data"])
    func `a server that says nothing is given up for the time being`(stage: String) async throws {
        let server = try MailServer(["--reply", "\(stage)=hang"])
        let mailer = try mailer(server, limits: SMTPLimits(connect: .seconds(1), transfer: .seconds(2)))
        defer { mailer.shutDown() }
        #expect(try await failure(of: mailer).isTemporary)
    }

    @Test func `a mail that was taken is sent, however the server says goodbye`() async throws {
        let server = try MailServer(["--reply", "quit=hang"])
        let mailer = try mailer(server, limits: SMTPLimits(connect: .seconds(1), transfer: .seconds(2)))
        defer { mailer.shutDown() }
        try await mailer.send(.example())
        #expect(try server.deliveries.count == 1)
    }

    @Test func `a server that is not there is a temporary failure`() async throws {
        let server = try MailServer()
        let url = try MailURL("smtp://127.0.0.1:\(server.port)")
        withExtendedLifetime(consume server) {}
        let mailer = Mailer(url)
        defer { mailer.shutDown() }
        #expect(try await failure(of: mailer).isTemporary)
    }

    @Test func `a cancelled caller does not wait for the server`() async throws {
        let server = try MailServer(["--reply", "data=hang"])
        let mailer = try mailer(server, limits: SMTPLimits(connect: .seconds(1), transfer: .seconds(5)))
        defer { mailer.shutDown() }
        let task = Task { try await failure(of: mailer) }
        while try server.answers.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
        task.cancel()
        #expect(try await task.value == .cancelled)
    }

    @Test func `many mails at once arrive, each once`() async throws {
        let server = try MailServer()
        let mailer = try mailer(server)
        defer { mailer.shutDown() }
        try await withThrowingTaskGroup { group in
            for number in 0..<20 {
                group.addTask { try await mailer.send(.example(id: "mail-\(number)", to: "u\(number)@example.org")) }
            }
            try await group.waitForAll()
        }
        #expect(Set(try server.deliveries.flatMap(\.to)) == Set((0..<20).map { "u\($0)@example.org" }))
        #expect(try server.deliveries.count == 20)
    }

    @Test func `a reason is one line of bounded length`() async throws {
        let text = String(repeating: "no\u{7}way ", count: 80)
        let server = try MailServer(["--reply", "rcpt=550-first\r\n550 \(text)"])
        let mailer = try mailer(server)
        defer { mailer.shutDown() }
        let reason = try #require(try await failure(of: mailer).reason)
        #expect(reason.contains("(550 first no way no way"))
        #expect(reason.count == 300)
        #expect(!reason.unicodeScalars.contains { $0.properties.generalCategory == .control })
    }
}
