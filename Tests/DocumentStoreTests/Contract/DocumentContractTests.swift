import DocumentStore
import Testing

@Suite("Contract: documents")
struct DocumentContractTests {
    @Test("A document is found as it was inserted, byte by byte", arguments: Engine.allCases)
    func insertAndFind(engine: Engine) async throws {
        try await engine.withStore { store in
            let document = person(
                1,
                [
                    "name": "Jane", "ratio": 0.5, "none": .null, "on": true,
                    "unknown": ["deep": [1, "two", ["three": 3]]],
                    "small": .int32(7), "at": .dateTime(BSONDateTime(milliseconds: -1)), "oid": .objectID(.generate()),
                    "bytes": .binary(BSONBinary([0, 255], subtype: 128)),
                    "decimal": .decimal128(BSONDecimal128(low: 1, high: 2)),
                    "pattern": .regularExpression(BSONRegularExpression(pattern: "a.b", options: "i")),
                ])
            try await store.insert(document, into: people)
            #expect(try await store.find(id: 1, in: people) == document)
            #expect(try await store.find(id: 2, in: people) == nil)
            #expect(try await store.find(id: .double(1), in: people) == document)
            #expect(try await store.find(id: "1", in: people) == nil)
        }
    }

    @Test("An id of any type that the service uses finds its document", arguments: Engine.allCases)
    func ids(engine: Engine) async throws {
        try await engine.withStore { store in
            let ids: [BSONValue] = [
                .objectID(.generate()), "text", "", "a\0b", 1, -1, ["a": 1, "b": "x"], .binary(BSONBinary([1, 2])),
                true,
            ]
            for id in ids { try await store.insert(["_id": id, "revision": 1], into: people) }
            for id in ids {
                #expect(try await store.find(id: id, in: people)?["_id"] == id)
                #expect(try await store.replace(["_id": id, "revision": 2], ifRevision: 1, in: people))
                #expect(try await store.delete(id: id, ifRevision: 2, in: people))
            }
        }
    }

    @Test("A document is replaced and deleted only at the revision it has", arguments: Engine.allCases)
    func compareAndSwap(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.insert(person(1, ["name": "old"]), into: people)
            let next: BSONDocument = ["_id": 1, "revision": 2, "name": "new"]
            #expect(try await store.replace(next, ifRevision: 2, in: people) == false)
            #expect(try await store.find(id: 1, in: people) == person(1, ["name": "old"]))
            #expect(try await store.replace(next, ifRevision: 1, in: people))
            #expect(try await store.replace(next, ifRevision: 1, in: people) == false)
            #expect(try await store.find(id: 1, in: people) == next)
            #expect(try await store.delete(id: 1, ifRevision: 1, in: people) == false)
            #expect(try await store.delete(id: 1, ifRevision: 2, in: people))
            #expect(try await store.delete(id: 1, ifRevision: 2, in: people) == false)
            #expect(try await store.replace(next, ifRevision: 2, in: people) == false)
            #expect(try await store.find(id: 1, in: people) == nil)
        }
    }

    @Test("Large documents are stored up to the limit, larger and deeper ones are refused", arguments: Engine.allCases)
    func large(engine: Engine) async throws {
        try await engine.withStore { store in
            let room = BSONDocument.maximumStoredByteCount - person(1, ["data": .binary(BSONBinary([]))]).byteCount
            let largest = person(1, ["data": .binary(BSONBinary(Array(repeating: 7, count: room)))])
            try await store.insert(largest, into: people)
            #expect(try await store.find(id: 1, in: people) == largest)
            let larger = person(2, ["data": .binary(BSONBinary(Array(repeating: 7, count: room + 1)))])
            await #expect(throws: StoreError.documentTooLarge) { try await store.insert(larger, into: people) }
            var deep: BSONValue = [:]
            for _ in 0..<BSONDocument.maximumDepth { deep = ["a": deep] }
            await #expect(throws: StoreError.documentTooLarge) {
                try await store.insert(person(3, ["deep": deep]), into: people)
            }
            #expect(try await store.count(PageQuery(along: .byID, limit: 1), in: people) == 1)
        }
    }

    @Test("A field of another type than declared is refused", arguments: Engine.allCases)
    func fieldTypes(engine: Engine) async throws {
        try await engine.withStore { store in
            for (id, email) in [(1, "a@b.c"), (2, .null)] as [(Int64, BSONValue)] {
                try await store.insert(person(id, ["email": email]), into: people)
            }
            try await store.insert(person(3), into: people)
            let error = await #expect(throws: StoreError.self) {
                try await store.insert(person(4, ["email": 4]), into: people)
            }
            guard case .corrupt = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(try await store.find(id: 4, in: people) == nil)
        }
    }

    @Test("Expired documents are deleted, the oldest first, as many as asked for", arguments: Engine.allCases)
    func expiry(engine: Engine) async throws {
        try await engine.withStore { store in
            let now = BSONDateTime(milliseconds: 4_000_000_000_000)
            for id in 1...5 as ClosedRange<Int64> {
                let expiry = now - .seconds(10 * id)
                try await store.insert(person(id, ["expires_at": .dateTime(expiry)]), into: people)
            }
            try await store.insert(person(6, ["expires_at": .dateTime(now)]), into: people)
            try await store.insert(person(7, ["expires_at": .null]), into: people)
            try await store.insert(person(8), into: people)
            let delete = { (limit: Int) in
                try await store.deleteExpired(before: now, by: .expiry, in: people, limit: limit)
            }
            #expect(try await delete(0) == 0)
            #expect(try await delete(2) == 2)
            #expect(try await store.ids(PageQuery(along: .byID, limit: 9)) == [1, 2, 3, 6, 7, 8])
            #expect(try await delete(100) == 3)
            #expect(try await delete(100) == 0)
            #expect(try await store.ids(PageQuery(along: .byID, limit: 9)) == [6, 7, 8])
            #expect(try await store.count(PageQuery(along: .byID, limit: 1), in: people) == 3)
        }
    }

    @Test("A closed store throws, and closing it twice does no harm", arguments: Engine.allCases)
    func close(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.ping()
            await store.close()
            await #expect(throws: StoreError.closed) { try await store.ping() }
            await #expect(throws: StoreError.closed) { try await store.find(id: 1, in: people) }
            await #expect(throws: StoreError.closed) { try await store.insert(person(1), into: people) }
            await #expect(throws: StoreError.closed) {
                try await store.page(PageQuery(along: .byID, filters: [.equals(field: "a", 1)], limit: 1), in: people)
            }
            await store.close()
        }
    }
}
