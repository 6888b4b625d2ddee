import DocumentStore
import Testing

@Suite("Contract: pages")
struct PageContractTests {
    /// Values in the order in which both engines must sort them.
    private let ordered: [BSONValue] = [
        .null, .double(.nan), .double(-.infinity), .int64(.min), -9_007_199_254_740_993,
        .double(-9_007_199_254_740_992), -1,
        .double(-0.5), 0, .double(1e-300), .int32(1), .double(1.5), 2, 9_007_199_254_740_992, 9_007_199_254_740_993,
        .double(9_007_199_254_740_994), 9_223_372_036_854_775_806, .int64(.max), .double(9_223_372_036_854_775_808),
        .double(.infinity), "", "\0", "\0a", "A", "Z", "a", "a\0", "a\u{1}", "aa", "b", "é", "\u{FFFD}", "😀", [:],
        ["a": 1],
        ["a": 1, "b": 1], ["a": 2], ["b": 0], ["a": "x"], .binary(BSONBinary([])), .binary(BSONBinary([9])),
        .binary(BSONBinary([9], subtype: 4)), .binary(BSONBinary([0, 0])),
        .objectID(ObjectID(hex: "000000000000000000000001")!),
        .objectID(ObjectID(hex: "ff0000000000000000000000")!), false, true, .dateTime(BSONDateTime(milliseconds: -5)),
        .dateTime(BSONDateTime(milliseconds: 5)),
    ]

    @Test("Values of all types have one order, forward and back, on any page size", arguments: Engine.allCases)
    func order(engine: Engine) async throws {
        try await engine.withStore { store in
            for (index, value) in ordered.enumerated().shuffled() {
                try await store.insert(person(Int64(index), ["name": value]), into: people)
            }
            let expected = Array(0..<Int64(ordered.count))
            for limit in [1, 7, ordered.count, 1000] {
                #expect(try await store.allIDs(PageQuery(along: .byName, limit: limit)) == expected)
                #expect(
                    try await store.allIDs(PageQuery(along: .byName, order: .descending, limit: limit))
                        == expected.reversed())
            }
        }
    }

    @Test("Equal values come in the order of ids; missing fields are nulls", arguments: Engine.allCases)
    func ties(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.insert(all: [
                person(5, ["group": "a", "rank": 1]), person(1, ["group": "a", "rank": .double(1)]),
                person(3, ["group": "a"]), person(2, ["group": "a", "rank": .null]), person(4, ["rank": 1]),
                person(6, ["group": "b", "rank": 0]), person(7),
            ])
            let expected: [Int64] = [7, 4, 2, 3, 1, 5, 6]
            for limit in 1...8 {
                #expect(try await store.allIDs(PageQuery(along: .byRank, limit: limit)) == expected)
                #expect(
                    try await store.allIDs(PageQuery(along: .byRank, order: .descending, limit: limit))
                        == expected.reversed())
            }
        }
    }

    @Test("A page tells whether another follows, and a cursor turns around", arguments: Engine.allCases)
    func cursors(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.insert(all: (1...5).map { person($0, ["name": .int64($0 / 2)]) })
            let first = try await store.page(PageQuery(along: .byName, limit: 3), in: people)
            #expect(first.next == PageCursor(key: [1], id: 3))
            let second = try await store.page(PageQuery(along: .byName, after: first.next, limit: 2), in: people)
            #expect(second.documents.map { $0["_id"] } == [4, 5])
            #expect(second.next == nil)
            let back = PageQuery(along: .byName, order: .descending, after: PageCursor(key: [2], id: 4), limit: 2)
            #expect(try await store.ids(back) == [3, 2])
            #expect(try await store.ids(PageQuery(along: .byName, limit: 0)).isEmpty)
        }
    }

    @Test("A cursor stays a position when its document is deleted or has moved", arguments: Engine.allCases)
    func deletedCursor(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.insert(all: (1...6).map { person($0, ["name": .string("n\($0 / 2)")]) })
            let first = try await store.page(PageQuery(along: .byName, limit: 3), in: people)
            #expect(try await store.delete(id: 3, ifRevision: 1, in: people))
            #expect(try await store.ids(PageQuery(along: .byName, after: first.next, limit: 2)) == [4, 5])
            #expect(
                try await store.replace(["_id": 4, "revision": 2, "name": "a"], ifRevision: 1, in: people))
            #expect(try await store.ids(PageQuery(along: .byName, after: first.next, limit: 9)) == [5, 6])
            #expect(
                try await store.ids(PageQuery(along: .byName, order: .descending, after: first.next, limit: 9)) == [
                    2, 1, 4,
                ])
        }
    }

    @Test("Skipping leaves out as many documents, then the cursor goes on", arguments: Engine.allCases)
    func skip(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.insert(all: (1...9).map { person($0) })
            #expect(try await store.ids(PageQuery(along: .byID, skip: 4, limit: 3)) == [5, 6, 7])
            #expect(try await store.allIDs(PageQuery(along: .byID, order: .descending, limit: 4)).count == 9)
            #expect(try await store.ids(PageQuery(along: .byID, order: .descending, skip: 7, limit: 3)) == [2, 1])
            #expect(try await store.ids(PageQuery(along: .byID, skip: 9, limit: 3)).isEmpty)
            #expect(try await store.ids(PageQuery(along: .byID, skip: 5000, limit: 3)).isEmpty)
            let filtered = PageQuery(along: .byID, filters: [.equals(field: "revision", 1)], skip: 2, limit: 2)
            #expect(try await store.ids(filtered) == [3, 4])
            let page = try await store.page(PageQuery(along: .byID, skip: 4, limit: 2), in: people)
            #expect(try await store.ids(PageQuery(along: .byID, after: page.next, limit: 9)) == [7, 8, 9])
        }
    }

    @Test("A prefix and bounds select a part of the index, of the bound's type alone", arguments: Engine.allCases)
    func bounds(engine: Engine) async throws {
        try await engine.withStore { store in
            let ranks: [BSONValue] = [
                .null, -1, .double(0.5), 1, 2, "1", true, .dateTime(BSONDateTime(milliseconds: 1)),
            ]
            for (index, rank) in ranks.enumerated() {
                try await store.insert(person(Int64(index), ["group": "a", "rank": rank]), into: people)
            }
            try await store.insert(person(100, ["group": "b", "rank": 1]), into: people)
            let cases: [(lower: BSONValue?, upper: BSONValue?, ids: [Int64])] = [
                (nil, nil, Array(0..<8)), (0, nil, [2, 3, 4]), (nil, 1, [1, 2]), (.double(0.5), 2, [2, 3]),
                (1, 1, []), (2, 1, []), ("", nil, [5]), (nil, "1", []), (nil, "2", [5]), (1, "2", []),
                (.dateTime(BSONDateTime(milliseconds: 0)), nil, [7]), (false, true, []), (true, nil, [6]),
            ]
            for (lower, upper, ids) in cases {
                for order in [PageQuery.Order.ascending, .descending] {
                    let query = PageQuery(
                        along: .byRank, prefix: ["a"], from: lower, below: upper, order: order, limit: 2)
                    let expected = order == .ascending ? ids : ids.reversed()
                    #expect(try await store.allIDs(query) == expected, "\(String(describing: (lower, upper)))")
                    #expect(try await store.count(query, in: people) == ids.count)
                }
            }
            #expect(try await store.ids(PageQuery(along: .byRank, prefix: ["a", 1], limit: 9)) == [3])
            #expect(try await store.ids(PageQuery(along: .byRank, prefix: ["c"], limit: 9)).isEmpty)
            #expect(try await store.ids(PageQuery(along: .byRank, from: "b", limit: 9)) == [100])
        }
    }

    @Test("A cursor outside of the bounds is before or behind all of them", arguments: Engine.allCases)
    func cursorOutside(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.insert(all: (1...5).map { person($0, ["name": .int64($0)]) })
            let cases: [(PageQuery.Order, BSONValue, [Int64])] = [
                (.ascending, 0, [2, 3]), (.ascending, 9, []), (.descending, 9, [3, 2]), (.descending, 0, []),
            ]
            for (order, position, ids) in cases {
                let query = PageQuery(
                    along: .byName, from: 2, below: 4, order: order, after: PageCursor(key: [position], id: 1), limit: 9
                )
                #expect(try await store.ids(query) == ids)
            }
        }
    }
}
