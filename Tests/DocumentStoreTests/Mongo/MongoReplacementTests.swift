import DocumentStore
import Logging
import Testing

@testable import MongoStore

/// Replacements that share commands.
@Suite struct MongoReplacementTests {
    /// What a replacement comes to.
    enum Outcome: Hashable {
        case replaced
        case lost
        case duplicate
    }

    typealias Attempt = (id: BSONValue, key: String, revision: Int64)

    @Test func replacementsAtOnceHaveTheirOwnOutcomes() async throws {
        try await TestMongo.withStore { store in
            try await store.prepare([things])
            try await store.insert(["_id": "taken", "revision": 1, "keys": ["taken"]], into: things)
            let ids = (0..<60).map { $0 % 2 == 0 ? BSONValue.objectID(.generate()) : .string("thing \($0)") }
            for id in ids { try await store.insert(["_id": id, "revision": 1, "rank": 0], into: things) }
            let gone = (0..<20).map { BSONValue.string("gone \($0)") }
            var attempts: [Attempt] = ids.flatMap { [($0, "replaced", 1), ($0, "late", 7)] }
            attempts += zip(ids, gone).flatMap { [($1, "back", 1), ($0, "taken", 1)] }
            let outcomes = await Self.replaceAll(attempts, store)
            // Where the key was tried before the document had changed it was refused, else the race was lost.
            #expect(outcomes[.replaced] == 60)
            #expect((outcomes[.lost] ?? 0) + (outcomes[.duplicate] ?? 0) == 60 + 20 + 20)
            for id in ids {
                let stored = try await store.find(id: id, in: things)
                #expect(stored == ["_id": id, "revision": 2, "keys": [.string("replaced \(id)")]])
            }
            #expect(try await store.count(PageQuery(along: things.indexes[2], limit: 1), in: things) == 61)
        }
    }

    /// Tries all at once; how many came to what, nil for those that failed.
    static func replaceAll(
        _ attempts: [Attempt], _ store: MongoStore
    ) async -> [Outcome?: Int] {
        await withTaskGroup(of: Outcome?.self) { group in
            for (id, key, revision) in attempts {
                group.addTask { try? await replace(store, id, key, revision: revision) }
            }
            return await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        }
    }

    private static func replace(
        _ store: MongoStore, _ id: BSONValue, _ key: String, revision: Int64
    ) async throws(StoreError) -> Outcome {
        let key = key == "taken" ? key : "\(key) \(id)"
        do throws(StoreError) {
            let next: BSONDocument = ["_id": id, "revision": .int64(revision + 1), "keys": [.string(key)]]
            return try await store.replace(next, ifRevision: revision, in: things) ? .replaced : .lost
        } catch {
            guard case .duplicateKey(index: "things_keys") = error else { throw error }
            return .duplicate
        }
    }

    /// What a pipeline would take for expressions, paths and stages.
    @Test func whatIsStoredIsNoExpression() async throws {
        try await TestMongo.withStore { store in
            try await store.prepare([things])
            try await store.insert(["_id": "a", "revision": 1], into: things)
            let odd: BSONDocument = [
                "$add": [1, 2], "a.b": "$revision", "": "$$ROOT", "$literal": ["$concat": ["x", "y"]],
                "list": [["$set": 1]],
            ]
            let next: BSONDocument = [
                "_id": "a", "revision": 2, "name": "$name", "nested": .document(odd),
                "list": ["$$NOW", .document(odd)],
            ]
            #expect(try await store.replace(next, ifRevision: 1, in: things))
            #expect(try await store.find(id: "a", in: things) == next)
        }
    }
}
