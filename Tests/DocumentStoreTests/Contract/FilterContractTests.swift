import DocumentStore
import Testing

@Suite("Contract: filters and counts")
struct FilterContractTests {
    @Test(
        "Equality compares numbers as numbers, takes a missing field for null, looks into arrays",
        arguments: Engine.allCases)
    func equality(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.insert(all: [
                person(1, ["on": true, "n": 1]), person(2, ["on": false, "n": .double(1)]),
                person(3, ["on": true, "n": [1, 2]]),
                person(4, ["n": .null]), person(5, ["on": true, "n": ["a": 1]]), person(6, ["on": true, "n": "1"]),
            ])
            let cases: [(BSONDocument, [Int64])] = [
                (["on": true], [1, 3, 5, 6]), (["n": 1], [1, 2, 3]), (["n": .null], [4]), (["on": .null], [4]),
                (["n": "1"], [6]), (["n": ["a": 1]], [5]), (["n": [1, 2]], [3]), (["on": true, "n": 1], [1, 3]),
                (["n": 9], []),
            ]
            for (fields, ids) in cases {
                let filters = fields.map { PageQuery.Filter.equals(field: $0.name, $0.value) }
                for order in [PageQuery.Order.ascending, .descending] {
                    let query = PageQuery(along: .byID, filters: filters, order: order, limit: 2)
                    #expect(try await store.allIDs(query) == (order == .ascending ? ids : ids.reversed()), "\(fields)")
                    #expect(try await store.count(query, in: people) == ids.count)
                }
            }
        }
    }

    @Test("A prefix is compared byte by byte, whatever characters it has", arguments: Engine.allCases)
    func prefixes(engine: Engine) async throws {
        try await engine.withStore { store in
            let words: [BSONValue] = [
                ["anna", "anne"], ["an%a", "b"], ["a_n", "a\\n", "a.*"], ["ANNA"], ["é", "e\u{301}"], ["😀 smile", "😁"],
                ["\u{10FFFF}x", "\u{D7FF}"], ["\u{E000}"], ["", 5, .null], [], "anna alone", 7, ["a\0b"],
                ["\u{10FFFF}"],
            ]
            for (index, words) in words.enumerated() {
                try await store.insert(
                    person(Int64(index), ["words": words, "name": .int64(Int64(-index))]), into: people)
            }
            try await store.insert(person(50), into: people)
            let cases: [(String, [Int64])] = [
                ("an", [1, 0]), ("anna", [0]), ("an%", [1]), ("a_", [2]), ("a\\", [2]), ("a.*", [2]),
                ("A", [3]),
                ("é", [4]), ("e", [4]), ("😀", [5]), ("😁", [5]), ("\u{1F600}", [5]), ("\u{10FFFF}", [13, 6]),
                ("\u{D7FF}", [6]),
                ("\u{E000}", [7]), ("a\0", [12]), ("zzz", []), ("", [13, 12, 8, 7, 6, 5, 4, 3, 2, 1, 0]),
                ("anna alone and more", []),
            ]
            for (prefix, ids) in cases {
                let filter = PageQuery.Filter.hasPrefix(index: .words, prefix: prefix)
                for order in [PageQuery.Order.ascending, .descending] {
                    let query = PageQuery(along: .byName, filters: [filter], order: order, limit: 2)
                    let expected = order == .ascending ? ids : ids.reversed()
                    #expect(try await store.allIDs(query) == expected, "prefix \(prefix.debugDescription)")
                    #expect(try await store.count(query, in: people) == ids.count, "prefix \(prefix.debugDescription)")
                }
            }
        }
    }

    @Test("Filters, a prefix of the index, bounds, skip and cursor work together", arguments: Engine.allCases)
    func together(engine: Engine) async throws {
        try await engine.withStore { store in
            for id in 1...60 as ClosedRange<Int64> {
                try await store.insert(
                    person(
                        id,
                        [
                            "group": id % 2 == 0 ? "even" : "odd", "rank": .int64(id / 4), "on": .bool(id % 3 == 0),
                            "words": [.string("w\(id)"), .string("all\(id)")],
                        ]), into: people)
            }
            var query = PageQuery(
                along: .byRank, prefix: ["even"], from: 3, below: 13,
                filters: [.equals(field: "on", true), .hasPrefix(index: .words, prefix: "all")], limit: 3)
            let ids = (12..<52).filter { $0 % 6 == 0 }.map { Int64($0) }
            #expect(try await store.allIDs(query) == ids)
            #expect(try await store.count(query, in: people) == ids.count)
            query.skip = 2
            #expect(try await store.ids(query) == Array(ids[2..<5]))
            query.skip = 0
            query.order = .descending
            #expect(try await store.allIDs(query) == ids.reversed())
            query.filters.append(.hasPrefix(index: .words, prefix: "w3"))
            #expect(try await store.allIDs(query) == [36, 30])
        }
    }

    @Test("Counts follow inserts, refused ones, replacements and deletions", arguments: Engine.allCases)
    func counts(engine: Engine) async throws {
        try await engine.withStore { store in
            let all = PageQuery(along: .byID, limit: 1)
            #expect(try await store.count(all, in: people) == 0)
            try await store.insert(all: (1...10).map { person($0, ["badge": .int64($0), "name": "x"]) })
            _ = try? await store.insert(person(11, ["badge": 1]), into: people)
            _ = try? await store.insert(person(1), into: people)
            #expect(try await store.count(all, in: people) == 10)
            #expect(try await store.replace(["_id": 1, "revision": 2, "name": "y"], ifRevision: 1, in: people))
            #expect(try await store.delete(id: 2, ifRevision: 1, in: people))
            #expect(try await store.delete(id: 3, ifRevision: 9, in: people) == false)
            #expect(try await store.count(all, in: people) == 9)
            #expect(try await store.count(PageQuery(along: .byName, prefix: ["x"], limit: 1), in: people) == 8)
            var beyond = all
            beyond.after = PageCursor(key: [], id: 5)
            beyond.skip = 3
            #expect(try await store.count(beyond, in: people) == 9)
        }
    }
}
