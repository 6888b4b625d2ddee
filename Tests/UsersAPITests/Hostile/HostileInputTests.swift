import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

/// Every field and parameter of every operation, replaced in turn by what no client means to send. Each answer is held against the
/// document by the client: its status is below 500, and its body is the dialect's.
@Suite struct HostileInputTests {
    /// Some operations of a dialect, so that their tests run at once.
    struct Part: Sendable, CustomTestStringConvertible {
        let dialect: String
        let range: Range<Int>

        var testDescription: String { "\(dialect) \(range)" }

        var routes: [Route] {
            let dialect = AccountsAPI.dialects(AccessStage.settings).first { $0.name == self.dialect }
            return Array((dialect?.routes ?? [])[range])
        }
    }

    private static let parts = AccountsAPI.dialects(AccessStage.settings).flatMap { dialect in
        stride(from: 0, to: dialect.routes.count, by: 6).map { start in
            Part(dialect: dialect.name, range: start..<min(start + 6, dialect.routes.count))
        }
    }

    @Test(arguments: TestEngine.allCases, parts)
    func `Nothing hostile is more than the service can answer`(engine: TestEngine, part: Part) async throws {
        let log = RecordedLog()
        let client = try await TestClient(
            store: engine.makeStore(), clock: TestClock(), settings: AccessStage.settings, logger: log.logger)
        let stage = try await AccessStage(client)
        let usualMail = try await usualMail(of: client)
        for route in part.routes {
            let storm = try await HostileStorm(
                stage, route, of: part.dialect, by: try column(of: route), share: engine == .sqlite ? 1 : 4)
            try await storm.run()
            #expect(storm.count >= (engine == .sqlite ? 28 : 8), "\(route.method) \(route.path): \(storm.count)")
            for mail in storm.mails {
                #expect(mail.fieldNames == usualMail.fieldNames, "\(route.path): \(mail.source)")
            }
        }
        #expect(try await client.send(.get, "/health").status == .ok)
        #expect(try await client.send(.get, "/api/v1/users/me", token: stage.root.token).status == .ok)
        #expect(!log.texts.isEmpty)
        for text in log.texts {
            #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control })
            #expect(!text.contains(HostileInput.marker) && !text.contains(TestClient.password))
        }
    }

    /// Who may make the request, on Jane's account; nobody in particular where nobody may.
    private func column(of route: Route) throws -> AccessColumn {
        let row = AccessRule.Row(operation: "\(route.method) \(route.path)", target: .jane)
        let rule = try #require(AccessMatrix.rules.first { $0.rows.contains(row) })
        if rule.isShut { return .none }
        return try #require([.none, .own, .adm, .intr].first { rule.refusal(of: $0) == nil })
    }

    /// A mail to somebody harmless.
    private func usualMail(of client: TestClient) async throws -> ReceivedMail {
        #expect(try await client.tryRegister("harmless@example.com").status == .created)
        return try #require(try await client.deliver().first { $0.recipient == "harmless@example.com" })
    }
}

extension ReceivedMail {
    /// The names of its header fields, in their order.
    fileprivate var fieldNames: [String] {
        source.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
            .prefix { !$0.isEmpty }.filter { $0.first != " " && $0.first != "\t" }
            .map { String($0.prefix { $0 != ":" }) }
    }
}
