import DocumentStore
import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct RequestLogTests {
    private func makeClient(
        _ engine: TestEngine, slowRequest: Duration
    ) async throws -> (TestClient, RecordedLog) {
        let log = RecordedLog()
        var settings = APISettings()
        settings.slowRequest = slowRequest
        let client = try await TestClient(
            store: MeasuredStore(try await engine.makeStore()), clock: TestClock(), settings: settings,
            logger: log.logger)
        return (client, log)
    }

    @Test(arguments: TestEngine.allCases)
    func `A slow request is one warning that tells where its time went`(engine: TestEngine) async throws {
        let (client, log) = try await makeClient(engine, slowRequest: .zero)
        let fields = ["traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "X-Request-Id": "mine"]
        let answer = try await client.register("jane@example.com", fields: fields)
        #expect(answer.status == .created)
        let lines = log.entries.filter { $0["request_id"] == "mine" }
        #expect(lines.map { $0["message"] } == ["slow request", "request"])
        let slow = try #require(lines.first)
        #expect(
            Set(slow.keys) == [
                "message", "level", "request_id", "trace_id", "span_id", "method", "path", "status", "duration_us",
                "admission_us", "body_us", "hashing_us", "store_us",
            ])
        #expect(slow["level"] == "warning" && slow["path"] == "/api/v1/auth/register" && slow["status"] == "201")
        func microseconds(_ name: String) throws -> Int { try #require(slow[name].flatMap { Int($0) }, "\(name)") }
        let (hashing, store) = (try microseconds("hashing_us"), try microseconds("store_us"))
        #expect(try hashing > 0 && store > 0 && hashing + store <= microseconds("duration_us"))
        #expect(!slow.values.contains { $0.contains("jane") })
    }

    @Test func `A slow request that only reads tells when it was known who calls`() async throws {
        let (client, log) = try await makeClient(.sqlite, slowRequest: .zero)
        let jane = try await client.makeUser("jane@example.com")
        #expect(try await client.send(.get, "/api/v1/users/me", token: jane.token).status == .ok)
        #expect(try await client.send(.get, "/nowhere").status == .notFound)
        let slow = log.entries.filter { $0["message"] == "slow request" && $0["method"] == "GET" }
        #expect(slow.map { $0["path"] } == ["/api/v1/users/me", "-"])
        for entry in slow {
            let total = try #require(entry["duration_us"].flatMap { Int($0) })
            let admission = try #require(entry["admission_us"].flatMap { Int($0) })
            #expect((0...total).contains(admission) && entry["store_us"] == nil)
        }
    }

    @Test func `A request within its time makes no warning`() async throws {
        let (client, log) = try await makeClient(.sqlite, slowRequest: .seconds(60))
        #expect(try await client.register("jane@example.com", fields: [:]).status == .created)
        #expect(log.entries.map { $0["message"] } == ["request"])
    }

    @Test(arguments: [
        ("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", true),
        ("00-4bf92f3577b34da6a3ce929d0e0e4736", false),
    ])
    func `The lines of a request name its trace, if it is properly named`(field: String, isNamed: Bool) async throws {
        let (client, log) = try await makeClient(.sqlite, slowRequest: .zero)
        _ = try await client.register("jane@example.com", fields: ["traceparent": field])
        let lines = log.entries.filter { $0["request_id"] != nil }
        #expect(lines.count == 2)
        for line in lines {
            #expect(line["trace_id"] == (isNamed ? "4bf92f3577b34da6a3ce929d0e0e4736" : nil))
            #expect(line["span_id"] == (isNamed ? "00f067aa0ba902b7" : nil))
        }
    }
}

extension TestClient {
    /// Registers a user by a request with these header fields.
    fileprivate func register(_ email: String, fields: [String: String]) async throws -> Answer {
        let body: JSONValue = ["email": .string(email), "username": "Jane", "password": .string(Self.password)]
        let names = try fields.map { (try #require(HTTPField.Name($0.key)), $0.value) }
        return try await send(
            .post, "/api/v1/auth/register", body, fields: Dictionary(uniqueKeysWithValues: names))
    }
}
