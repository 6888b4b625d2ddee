import CoreMetrics
import DocumentStore
import Telemetry
import Testing

/// What operations leave in the metrics, the same on both engines.
@Suite struct MeasuredStoreTests {
    @Test(arguments: Engine.allCases)
    func `Operations, errors and lost races are counted, and nothing else is changed`(engine: Engine) async throws {
        try await engine.withStore { store in
            let registry = PrometheusRegistry()
            let measured = withMetricsFactory(registry) { MeasuredStore(store) }
            #expect(measured.state == store.state)
            try await measured.insert(person(1), into: people)
            await #expect(throws: StoreError.duplicateKey(index: "_id")) {
                try await measured.insert(person(1), into: people)
            }
            let outcomes = try await measured.insert([person(1), person(2)], into: people)
            #expect(outcomes == [.duplicateKey(index: "_id"), nil])
            #expect(try await measured.find(id: 1, in: people) == person(1))
            let next: BSONDocument = ["_id": 1, "revision": 2]
            #expect(try await !measured.replace(next, ifRevision: 7, in: people))
            #expect(try await measured.replace(next, ifRevision: 1, in: people))
            #expect(try await !measured.delete(id: 1, ifRevision: 1, in: people))
            #expect(try await measured.page(PageQuery(along: .byName, limit: 10), in: people).documents.count == 2)
            #expect(try await measured.count(PageQuery(along: .byName, limit: 1), in: people) == 2)
            try await measured.ping()
            let page = registry.exposition
            func expect(_ line: String) { #expect(page.contains("\n\(line)\n"), "\(line)") }
            expect(#"store_errors_total{error="duplicate_key"} 1"#)
            expect(#"store_errors_total{error="unavailable"} 0"#)
            expect(#"store_retries_total{cause="lost_race"} 2"#)
            expect(#"store_retries_total{cause="unavailable"} 0"#)
            let counts = [
                "insert": 2, "insert_many": 1, "find_by_id": 1, "replace": 2, "delete": 1, "page": 1, "count": 1,
                "ping": 1, "find_by_key": 0, "prepare": 0, "delete_expired": 0,
            ]
            for (operation, count) in counts {
                expect("store_operation_duration_seconds_count{operation=\"\(operation)\"} \(count)")
            }
        }
    }

    @Test(arguments: Engine.allCases)
    func `A request's time in the store is its own`(engine: Engine) async throws {
        try await engine.withStore { store in
            let measured = MeasuredStore(store)
            let (time, other) = (RequestTime(), RequestTime())
            try await RequestTime.$current.withValue(time) { try await measured.insert(person(1), into: people) }
            #expect(time.nanoseconds(.store) > 0 && time.nanoseconds(.hashing) == 0)
            #expect(other.nanoseconds(.store) == 0)
        }
    }
}
