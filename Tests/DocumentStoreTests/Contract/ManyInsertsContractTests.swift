import DocumentStore
import Testing

@Suite("Contract: many inserts") struct ManyInsertsContractTests {
    @Test("Each document is stored or refused for itself, of equals the first", arguments: Engine.allCases)
    func outcomes(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.insert(person(1, ["identifiers": ["a"], "badge": 1]), into: people)
            var deep: BSONValue = [:]
            for _ in 0..<BSONDocument.maximumDepth { deep = ["a": deep] }
            let outcomes = try await store.insert(
                [
                    person(2, ["identifiers": ["b"], "badge": 2, "words": ["two"], "name": "2"]),
                    person(1, ["identifiers": ["c"]]),
                    person(3, ["identifiers": ["d", "a"], "badge": 3, "words": ["three"], "name": "3"]),
                    person(4, ["identifiers": ["e"], "badge": 2, "name": "4"]),
                    person(5, ["deep": deep]),
                    person(6, ["identifiers": ["f"], "name": "6"]),
                    person(6, ["identifiers": ["g"], "name": "6"]),
                    person(7, ["identifiers": ["d", "e"], "badge": 3, "words": ["threefold"], "name": "7"]),
                ], into: people)
            #expect(
                outcomes == [
                    nil, .duplicateKey(index: "_id"), .duplicateKey(index: "identifiers"),
                    .duplicateKey(index: "badge"), .documentTooLarge, nil, .duplicateKey(index: "_id"), nil,
                ])
            #expect(try await store.ids(PageQuery(along: .byID, limit: 9)) == [1, 2, 6, 7])
            #expect(try await store.ids(PageQuery(along: .byName, from: "", limit: 9)) == [2, 6, 7])
            #expect(try await store.count(PageQuery(along: .byID, limit: 1), in: people) == 4)
            let search = PageQuery(along: .byID, filters: [.hasPrefix(index: .words, prefix: "three")], limit: 9)
            #expect(try await store.ids(search) == [7])
            for (key, id) in [("b", 2), ("d", 7), ("e", 7), ("f", 6)] as [(BSONValue, BSONValue)] {
                #expect(try await store.find(key, by: .identifiers, in: people)?["_id"] == id)
            }
            #expect(try await store.find("c", by: .identifiers, in: people) == nil)
            #expect(try await store.insert([], into: people).isEmpty)
        }
    }

    @Test("A document of a wrong type is refused, and the others are stored", arguments: Engine.allCases)
    func types(engine: Engine) async throws {
        try await engine.withStore { store in
            let outcomes = try await store.insert([person(1, ["email": 4]), person(2)], into: people)
            guard case .corrupt = outcomes[0] else {
                Issue.record("\(outcomes)")
                return
            }
            #expect(outcomes[1] == nil)
            #expect(try await store.ids(PageQuery(along: .byID, limit: 9)) == [2])
        }
    }

    @Test("A closed store stores nothing", arguments: Engine.allCases)
    func closed(engine: Engine) async throws {
        try await engine.withStore { store in
            await store.close()
            await #expect(throws: StoreError.closed) { try await store.insert([person(1)], into: people) }
        }
    }
}
