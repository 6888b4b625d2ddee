import Foundation
import Telemetry
import Testing

/// What the running program tells Prometheus, and its log, of the requests that a test sends.
@Suite struct MetricsTests {
    /// Under load, with requests that no route is for and a login that fails beside those that go well.
    @Test(arguments: TestEngine.allCases)
    func `Counters agree with the requests that were sent`(engine: TestEngine) async throws {
        let folder = try Folder()
        let service = try await Service(engine.environment(), in: folder)
        let token = try await service.signUp("jane@example.com")
        #expect(try await service.register("jane@example.com").status == 409)
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for number in 0..<30 {
                    let names: [String: any Sendable] = ["display_name": "Jane \(number)"]
                    _ = try? await service.send("PATCH", "/api/v1/users/me", names, token: token)
                }
            }
            for number in 0..<300 {
                group.addTask {
                    _ = try? await service.send("GET", "/api/v1/users/me", token: token)
                    if number.isMultiple(of: 3) { _ = try? await service.send("GET", "/users/\(UUID().uuidString)") }
                    if number.isMultiple(of: 3) { _ = try? await service.send("M\(number)", "/\(UUID().uuidString)") }
                }
            }
        }
        let page = try await MetricsPage(of: service)
        func requests(_ route: String, _ method: String, _ status: Int) -> Double? {
            page.value("http_requests_total", ["route": route, "method": method, "status": "\(status)"])
        }
        #expect(requests("/api/v1/users/me", "GET", 200) == 300)
        #expect(requests("/api/v1/users/me", "PATCH", 200) == 30)
        #expect(requests("/users/{id}", "GET", 401) == 100)
        #expect(requests("unmatched", "other", 404) == 100)
        #expect(requests("/api/v1/auth/register", "POST", 201) == 1)
        #expect(requests("/api/v1/auth/register", "POST", 409) == 1)
        #expect(requests("/api/v1/auth/login", "POST", 200) == 1)
        #expect(page.sum("http_requests_total") == 533)
        #expect(page.sum("http_request_duration_seconds_count") == 533)
        #expect(page.value("users_logins_total", ["result": "success"]) == 1)
        #expect(page.value("users_sessions_opened_total") == 1)
        #expect(try #require(page.value("store_errors_total", ["error": "duplicate_key"])) >= 1)
        // Two registrations and a login.
        #expect(page.value("thread_pool_wait_seconds_count", ["pool": "passwords"]) == 3)
        #expect(page.sum("store_operation_duration_seconds_count", ["operation": "replace"]) >= 31)
        try checkState(of: page, service)
        for secret in ["jane", Service.password, token, "M299"] {
            #expect(!page.text.lowercased().contains(secret.lowercased()), "\(secret)")
        }
        #expect(page.text.firstMatch(of: /[0-9a-f]{24}/) == nil)
    }

    /// What holds whatever was asked before.
    private func checkState(of page: MetricsPage, _ service: Service) throws {
        // The request for the page itself.
        #expect(page.value("http_requests_in_flight") == 1)
        let accepted = try #require(page.value("http_connections_accepted_total"))
        let open = try #require(page.value("http_connections_open"))
        #expect(open >= 1 && accepted >= open && page.sum("http_connections_refused_total") == 0)
        for family in page.families where family.type == "histogram" {
            for count in family.samples where count.name.hasSuffix("_count") {
                let all = count.labels.merging(["le": "+Inf"]) { $1 }
                #expect(page.value("\(family.name)_bucket", all) == Double(count.value), "\(family.name)")
            }
        }
        // The worker may ask something at the very moment.
        #expect((0...8).contains(page.sum("thread_pool_queue_length")))
        let start = try #require(page.value("process_start_time_seconds"))
        #expect(abs(Date.now.timeIntervalSince1970 - start) < 120)
        let descriptors = try #require(page.value("process_open_fds"))
        let entries = try FileManager.default.contentsOfDirectory(
            atPath: "/proc/\(service.program.processIdentifier)/fd"
        ).count
        #expect(abs(descriptors - Double(entries)) <= 16)
        let memory = try #require(page.value("process_resident_memory_bytes"))
        #expect((1e6...4e9).contains(memory))
    }

    @Test(arguments: TestEngine.allCases)
    func `The page on metrics has every metric that the program shows, and nothing else`(
        engine: TestEngine
    ) async throws {
        let folder = try Folder()
        let service = try await Service(engine.environment(), in: folder)
        _ = try await service.signUp("jane@example.com")
        let connection = try RawConnection(port: try #require(service.base.port))
        try connection.send("nonsense\r\n\r\n")
        #expect(try connection.receive().hasPrefix("HTTP/1.1 400 "))
        let page = try await poll("the loops' timers and the worker") { () -> MetricsPage? in
            let page = try await MetricsPage(of: service)
            let isThere = page.sum("http_event_loop_lag_seconds_count") > 0 && page.sum("users_mails_sent_total") > 0
            return isThere ? page : nil
        }
        let shown = page.families.map { family in
            // Each has a sample at least: what is recorded under a name that is not declared goes nowhere.
            let labels = Set(family.samples.flatMap(\.labels.keys)).subtracting(["le"])
            #expect(!family.samples.isEmpty, "\(family.name)")
            let name = family.name + (family.type == "counter" ? "_total" : "")
            return [name, family.type, labels.sorted().joined(separator: ", "), family.help].joined(separator: " | ")
        }
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/metrics.md")
        let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line -> String? in
            guard let row = line.wholeMatch(of: /\| `(\w+)` \| (\w+) \| (.*?) ?\| (.+) \|/) else { return nil }
            let labels = row.3.replacing("`", with: "").split(separator: ", ").sorted().joined(separator: ", ")
            return [String(row.1), String(row.2), labels, String(row.4)].joined(separator: " | ")
        }
        #expect(rows == shown)
        #expect(shown.count == MetricFamily.all.count)
    }

    @Test func `A lost primary shows as errors and retries`() async throws {
        let mongo = try MongoServer()
        let folder = try Folder()
        let environment = TestEngine.environment(uri: mongo.uri, database: "metrics")
        let service = try await Service(environment, in: folder)
        let token = try await service.signUp("jane@example.com")
        let before = try await MetricsPage(of: service)
        #expect(before.value("store_retries_total", ["cause": "unavailable"]) == 0)
        mongo.signal(SIGKILL)
        #expect(try await service.send("GET", "/api/v1/users/me", token: token).status == 503)
        let after = try await MetricsPage(of: service)
        #expect(try #require(after.value("store_retries_total", ["cause": "unavailable"])) > 0)
        #expect(try #require(after.value("store_errors_total", ["error": "unavailable"])) > 0)
    }

    @Test func `Who comes through a proxy needs the token`() async throws {
        let folder = try Folder()
        let token = "0f4a5ef25a6f0ab9"
        let service = try await Service(["METRICS_TOKEN": token], in: folder)
        let forwarded = try RawConnection(port: try #require(service.base.port))
        try forwarded.send(
            "GET /metrics HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 127.0.0.1\r\nConnection: close\r\n\r\n")
        #expect(try forwarded.receive().hasPrefix("HTTP/1.1 404 "))
        let opened = try RawConnection(port: try #require(service.base.port))
        try opened.send(
            "GET /metrics HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 203.0.113.7\r\nAuthorization: Bearer \(token)\r\n"
                + "Connection: close\r\n\r\n")
        let page = try opened.receive()
        #expect(page.hasPrefix("HTTP/1.1 200 ") && !page.contains(token))
    }
}
