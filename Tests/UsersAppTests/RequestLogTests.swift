import Foundation
import Testing

/// What requests leave in the log of the running program beside their own lines.
@Suite struct RequestLogTests {
    /// A tenth of the least `REQUEST_TIMEOUT` is less than a hash takes that costs so much.
    private static let slowHashes = ["REQUEST_TIMEOUT": "1s", "PASSWORD_HASH": "bcrypt:12"]

    private func entries(_ service: Service) async throws -> [[String: String]] {
        service.program.send(SIGTERM)
        return try await service.program.outcome().errors.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `A slow request is one warning that tells where its time went`(engine: TestEngine) async throws {
        let folder = try Folder()
        let service = try await Service(engine.environment().merging(Self.slowHashes) { $1 }, in: folder)
        #expect(try await service.send("GET", "/health").status == 200)
        #expect(try await service.register("jane@example.com").status == 201)
        let slow = try await entries(service).filter { $0["message"] == "slow request" }
        #expect(slow.count == 1)
        let entry = try #require(slow.first)
        #expect(entry["level"] == "warning" && entry["path"] == "/api/v1/auth/register" && entry["status"] == "201")
        #expect(entry["request_id"]?.isEmpty == false)
        func microseconds(_ name: String) throws -> Int { try #require(entry[name].flatMap { Int($0) }, "\(name)") }
        let (total, hashing) = (try microseconds("duration_us"), try microseconds("hashing_us"))
        #expect(total >= 100_000 && hashing > total / 2 && hashing <= total)
        let store = try microseconds("store_us")
        #expect(store > 0 && store <= total - hashing)
        #expect(try microseconds("body_us") < total - hashing)
        #expect(!entry.values.contains { $0.contains("jane") })
    }

    @Test func `Who sends a body slowly makes no warning`() async throws {
        let folder = try Folder()
        let service = try await Service(["REQUEST_TIMEOUT": "1s"], in: folder)
        let body = #"{"email":"jane@example.com","password":"not her password"}"#
        let connection = try RawConnection(port: try #require(service.base.port))
        try connection.send(
            "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: \(body.utf8.count)\r\nExpect: 100-continue\r\n\r\n")
        #expect(try connection.receive(upTo: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
        // The slowness is what is tested.
        try await Task.sleep(for: .milliseconds(300))
        try connection.send(body)
        #expect(try await connection.receiveContent().contains("invalid_credentials"))
        #expect(try await !entries(service).contains { $0["message"] == "slow request" })
    }

    @Test func `The lines of a request name its trace, if it is properly named`() async throws {
        let folder = try Folder()
        let service = try await Service(["LOG_LEVEL": "info"].merging(Self.slowHashes) { $1 }, in: folder)
        let (trace, span) = ("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7")
        let body = #"{"email":"jane@example.com","username":"Jane","password":"\#(Service.password)"}"#
        for traceparent in [
            "00-\(trace)-\(span)-01", "00-\(trace)-\(span)", "00-\(trace)-\(span)-01\r\nTraceParent: x",
        ] {
            let connection = try RawConnection(port: try #require(service.base.port))
            try connection.send(
                "POST /api/v1/auth/register HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    + "traceparent: \(traceparent)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
            _ = try await connection.receiveContent()
        }
        let lines = try await entries(service).filter { ["request", "slow request"].contains($0["message"]) }
        let named = lines.prefix { $0["status"] == "201" }
        #expect(Set(named.map { $0["message"] }) == ["request", "slow request"])
        #expect(named.allSatisfy { $0["trace_id"] == trace && $0["span_id"] == span })
        let others = lines.dropFirst(named.count)
        #expect(others.count >= 2 && others.allSatisfy { $0["trace_id"] == nil && $0["span_id"] == nil })
    }
}
