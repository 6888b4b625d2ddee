import CoreMetrics
import Testing

@testable import Telemetry

@Suite struct PrometheusRegistryTests {
    private static let families = [
        MetricFamily("jobs_total", .counter, by: ["kind"], #"Jobs with a \ and a "quote"."#),
        MetricFamily("queue_length", .gauge, "Jobs that wait."),
        MetricFamily("wait_seconds", .histogram([0.001, 0.5]), "How long they waited."),
        MetricFamily("requests_total", .counter, by: ["route"], "Requests."),
        MetricFamily("answer", .gauge, "The answer.", reading: { 42.5 }),
    ]

    @Test func `All families are shown in the text format, with what was recorded`() {
        let registry = PrometheusRegistry(Self.families)
        let counter = Counter(label: "jobs_total", dimensions: [("kind", "a \"b\"\\\n")], factory: registry)
        counter.increment(by: 3)
        Counter(label: "jobs_total", dimensions: [("kind", "a \"b\"\\\n")], factory: registry).increment()
        counter.reset()
        let gauge = Meter(label: "queue_length", factory: registry)
        gauge.set(5)
        gauge.increment()
        gauge.decrement(by: 2.0)
        let timer = Timer(label: "wait_seconds", factory: registry)
        for nanoseconds: Int64 in [0, 1_000_000, 1_000_001, 2_000_000_000] { timer.recordNanoseconds(nanoseconds) }
        _ = Counter(label: "requests_total", dimensions: [("route", "/never")], factory: registry)
        Counter(label: "requests_total", dimensions: [("route", "/once")], factory: registry).increment()
        #expect(
            registry.exposition == #"""
                # HELP jobs_total Jobs with a \\ and a "quote".
                # TYPE jobs_total counter
                jobs_total{kind="a \"b\"\\\n"} 4
                # HELP queue_length Jobs that wait.
                # TYPE queue_length gauge
                queue_length 4
                # HELP wait_seconds How long they waited.
                # TYPE wait_seconds histogram
                wait_seconds_bucket{le="0.001"} 2
                wait_seconds_bucket{le="0.5"} 3
                wait_seconds_bucket{le="+Inf"} 4
                wait_seconds_sum 2.002000001
                wait_seconds_count 4
                # HELP requests_total Requests.
                # TYPE requests_total counter
                requests_total{route="/once"} 1
                # HELP answer The answer.
                # TYPE answer gauge
                answer 42.5

                """#)
    }

    @Test func `What is not declared goes nowhere`() {
        let registry = PrometheusRegistry(Self.families)
        let before = registry.exposition
        Counter(label: "others_total", factory: registry).increment()
        Counter(label: "queue_length", factory: registry).increment()
        Counter(label: "jobs_total", dimensions: [("user", "jane")], factory: registry).increment()
        Counter(label: "jobs_total", dimensions: [("kind", "a"), ("user", "jane")], factory: registry).increment()
        Timer(label: "jobs_total", dimensions: [("kind", "a")], factory: registry).recordNanoseconds(1)
        Recorder(label: "queue_length", factory: registry).record(1)
        #expect(registry.exposition == before)
    }

    @Test func `Nothing is lost when many threads count at once`() async {
        let registry = PrometheusRegistry(Self.families)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    let counter = Counter(label: "jobs_total", dimensions: [("kind", "x")], factory: registry)
                    let timer = Timer(label: "wait_seconds", factory: registry)
                    let gauge = Meter(label: "queue_length", factory: registry)
                    for _ in 0..<10_000 {
                        counter.increment()
                        timer.recordNanoseconds(600_000_000)
                        gauge.increment()
                        gauge.decrement()
                    }
                }
            }
        }
        let page = registry.exposition
        #expect(page.contains("jobs_total{kind=\"x\"} 160000\n") && page.contains("queue_length 0\n"))
        #expect(page.contains("wait_seconds_bucket{le=\"0.5\"} 0\n") && page.contains("wait_seconds_count 160000\n"))
        #expect(page.contains("wait_seconds_sum 96000.0\n"))
    }

    @Test func `The declared names and units are those that Prometheus asks for`() {
        let families = MetricFamily.all
        #expect(Set(families.map(\.name)).count == families.count)
        for family in families {
            #expect(family.name.wholeMatch(of: /[a-z][a-z0-9_]*/) != nil, "\(family.name)")
            #expect(family.name.hasSuffix("_total") == (family.kind == .counter), "\(family.name)")
            if case .histogram(let bounds) = family.kind {
                #expect(family.name.hasSuffix("_seconds") && bounds == bounds.sorted() && bounds.count <= 10)
            }
            #expect(family.help.hasSuffix("."))
        }
    }

    @Test func `The process's own readings are there`() throws {
        for family in MetricFamily.all {
            guard let reading = family.reading else { continue }
            #expect(try #require(reading(), "\(family.name)") > 0)
        }
    }
}
