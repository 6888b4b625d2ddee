import CoreMetrics
import SocketServer
import Telemetry
import Testing
import ThreadPool

@Suite struct ServerMetricsTests {
    private let request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test func `Connections, requests and the loops' lag are counted`() async throws {
        let registry = PrometheusRegistry()
        var limits = ServerLimits()
        limits.connections = 2
        let (begun, gate) = (Semaphore(), Semaphore())
        let handler: RequestHandler = { request in
            guard request.path == "/slow" else { return Handlers.text("OK") }
            begun.signal()
            gate.wait()
            return Handlers.text("OK")
        }
        try await withMetricsFactory(registry) {
            try await withServer(limits, loops: 1, handler: handler) { _, address in
                func expect(_ lines: String...) {
                    let page = registry.exposition
                    for line in lines { #expect(page.contains("\n\(line)\n"), "\(line)") }
                }
                let clients = try (0..<2).map { _ in try TestClient(address) }
                for client in clients {
                    try client.send(request)
                    _ = try client.response()
                }
                expect(
                    "http_connections_open 2", "http_connections_accepted_total 2",
                    #"http_connections_refused_total{reason="limit"} 0"#)
                #expect(try TestClient(address).response().status == 503)
                expect(
                    "http_connections_accepted_total 3", #"http_connections_refused_total{reason="limit"} 1"#,
                    "http_requests_in_flight 0")
                // The loop's only thread waits, so its timer is late.
                try clients[0].send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n")
                begun.wait()
                expect("http_requests_in_flight 1")
                try await Task.sleep(for: .milliseconds(600))
                gate.signal()
                _ = try clients[0].response()
                for client in clients { client.close() }
                while !registry.exposition.contains("\nhttp_connections_open 0\n") { await Task.yield() }
                let page = registry.exposition
                let lag = page.firstMatch(of: /http_event_loop_lag_seconds_sum ([\d.e-]+)/).flatMap { Double($0.1) }
                #expect(try #require(lag) > 0.3 && lag ?? 0 < 60)
            }
        }
    }

    @Test func `A pool tells how many calls wait, for how long, and how many it refused`() async throws {
        let registry = PrometheusRegistry()
        let pool = withMetricsFactory(registry) { ThreadPool(name: "test", threads: 1, queueLimit: 2) }
        defer { pool.shutDown() }
        let (started, gate, done) = (Semaphore(), Semaphore(), Semaphore())
        try pool.start {
            started.signal()
            gate.wait()
        }
        started.wait()
        for _ in 0..<2 { try pool.start { done.signal() } }
        #expect(throws: ThreadPoolError.full) { try pool.start {} }
        #expect(registry.exposition.contains("\nthread_pool_queue_length{pool=\"test\"} 2\n"))
        gate.signal()
        for _ in 0..<2 { done.wait() }
        let page = registry.exposition
        #expect(page.contains("\nthread_pool_queue_length{pool=\"test\"} 0\n"))
        #expect(page.contains("\nthread_pool_wait_seconds_count{pool=\"test\"} 3\n"))
        #expect(page.contains("\nthread_pool_refusals_total{pool=\"test\"} 1\n"))
    }
}
