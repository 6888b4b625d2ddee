import DocumentStore
import TestSupport
import Testing

@testable import Accounts

@Suite struct WriteMarksTests {
    private static let now = BSONDateTime(milliseconds: 1_700_000_000_000)

    @Test(arguments: TestEngine.allCases)
    func `A change whose answer was lost, and that others wrote on top of, is not made twice`(
        engine: TestEngine
    ) async throws {
        let store = OvertakenStore(try await engine.makeStore())
        let accounts = DocumentCollection<Account>(AccountSchema.users, in: store)
        let account = Account(namespace: .default, username: "jane", createdAt: TestClock().now)
        try await accounts.insert(account)
        for version in 2...20 as ClosedRange<Int64> {
            store.overtakeNext()
            let changed = try #require(try await accounts.update(account.id) { $0.version += 1 })
            #expect(changed.version == version && changed.revision == version * 2 - 1)
            #expect(try await accounts.find(account.id)?.version == version)
        }
        let stored = try #require(try await accounts.find(account.id))
        #expect(try Account(bson: stored.bson).writeMarks == stored.writeMarks)
    }

    @Test(arguments: TestEngine.allCases)
    func `Nor is it when 63 others did so before it was repeated`(engine: TestEngine) async throws {
        let store = OvertakenStore(try await engine.makeStore())
        let accounts = DocumentCollection<Account>(AccountSchema.users, in: store)
        let account = Account(namespace: .default, username: "jane", createdAt: TestClock().now)
        try await accounts.insert(account)
        store.overtakeNext { store, _, collection throws(StoreError) in
            let others = DocumentCollection<Account>(collection, in: store)
            for _ in 0..<63 { _ = try await others.update(account.id) { $0.version += 1 } }
        }
        let changed = try #require(try await accounts.update(account.id) { $0.version += 1 })
        #expect(changed.version == 65 && changed.revision == 65)
    }

    @Test(arguments: [
        // Far apart, as people change their accounts.
        (3600, 20, 8), (301, 20, 8),
        // In a short time, as programs do.
        (0, 20, 20), (0, 63, 63), (0, 64, 64), (0, 65, 64), (0, 1000, 64), (60, 20, 8), (30, 20, 11), (10, 100, 31),
        // By clocks of which each is behind the last.
        (-10, 100, 31), (-3600, 20, 8),
    ])
    func `Eight are kept, and of the last five minutes up to 64`(seconds: Int64, writes: Int64, kept: Int) {
        var marks = WriteMarks()
        var last: [UInt64] = []
        for write in 0..<writes {
            let mark = WriteMarks.mark(at: Self.now + .seconds(seconds * write))
            marks.add(mark)
            last = last.suffix(kept - 1) + [mark]
        }
        #expect(marks.bytes.count == kept * 8)
        #expect(last.allSatisfy(marks.contains))
        #expect(WriteMarks(bytes: marks.bytes) == marks)
    }

    @Test func `Marks of a busy time go with the next write, and those of older programs like old ones`() {
        var marks = WriteMarks()
        for _ in 0..<64 { marks.add(WriteMarks.mark(at: Self.now)) }
        marks.add(WriteMarks.mark(at: Self.now + .seconds(301)))
        #expect(marks.bytes.count == 8 * 8)

        let random: [UInt64] = [1, 1 << 63, .max, 5 << 40, 0xFFFF_FFFF, 1 << 61, 1 << 62, 77]
        var older = WriteMarks(
            bytes: random.flatMap { mark in (0..<8).map { UInt8(truncatingIfNeeded: mark >> (56 - 8 * $0)) } })
        #expect(random.allSatisfy(older.contains))
        let mark = WriteMarks.mark(at: Self.now)
        older.add(mark)
        #expect(!older.contains(1) && (random.dropFirst() + [mark]).allSatisfy(older.contains))
    }

    @Test func `No two marks of a second are the same`() {
        let marks = Set((0..<64).map { _ in WriteMarks.mark(at: Self.now) })
        #expect(marks.count == 64 && marks.allSatisfy { $0 >> 32 == 1_700_000_000 })
    }
}
