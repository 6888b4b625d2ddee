import Accounts
import DocumentStore
import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

/// Requests in a row, each with the audit entries that it must leave: these, and no others.
final class AuditStory {
    static let address = "203.0.113.7"

    let client: TestClient
    private var expected: [String: [String]] = [:]

    init(_ client: TestClient) {
        self.client = client
    }

    /// Sends a request, each a second after the one before.
    ///
    /// - Parameter events: What must be told of it, as `event by actor of user`.
    @discardableResult
    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: JSONValue? = nil, token: String? = nil,
        leaves events: String...
    ) async throws -> Answer {
        client.clock.advance(by: .seconds(1))
        let id = "request-\(expected.count)"
        expected[id] = events.sorted()
        return try await client.send(
            method, path, body, token: token, fields: [.xRequestID: id, .userAgent: "test/1"], from: Self.address)
    }

    /// Says what the last request must leave, where that is known only after it.
    func expectOfLast(_ events: String...) {
        expectOfLast(events)
    }

    func expectOfLast(_ events: [String]) {
        expected["request-\(expected.count - 1)"] = events.sorted()
    }

    /// Compares all that was told with all that must be.
    func check(by admin: TestUser) async throws {
        let entries = try await client.audit(by: admin).filter { $0["request_id"]?.text?.hasPrefix("request-") == true }
        let told = Dictionary(grouping: entries) { $0["request_id"]?.text ?? "" }.mapValues { entries in
            entries.map(\.auditLine).sorted()
        }
        for (id, lines) in expected { #expect(told[id, default: []] == lines, "\(id)") }
        for entry in entries {
            // Of a deleted account only the id is left.
            guard entry["ip"] != .null else { continue }
            #expect(entry["ip"] == .string(Self.address) && entry["user_agent"] == "test/1")
        }
    }
}

extension JSONValue {
    /// An audit entry as `event by actor of user`.
    var auditLine: String {
        "\(self["event"]?.text ?? "") by \(self["actor"]?.text ?? "") of \(self["user_id"]?.text ?? "nobody")"
    }
}

extension TestClient {
    /// All stored audit entries, as their bytes read as text.
    func storedAudit() async throws -> [String] {
        let audit = try #require(AccountSchema.current.collections.first { $0.name == "audit" })
        let query = PageQuery(along: try #require(audit.index(named: "at")), limit: 1000)
        return try await store.page(query, in: audit).documents.map { String(decoding: $0.bytes, as: UTF8.self) }
    }
}
