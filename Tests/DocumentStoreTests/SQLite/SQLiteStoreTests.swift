import DocumentStore
import Foundation
import GRDB
import Logging
import Synchronization
import Testing

@testable import SQLiteStore

@Suite("SQLiteStore")
struct SQLiteStoreTests {
    private func open(_ folder: URL, _ options: SQLiteStoreOptions = SQLiteStoreOptions()) throws -> SQLiteStore {
        try SQLiteStore(path: folder.appending(path: "store.db").path, options: options, logger: Logger(label: "test"))
    }

    @Test("Writers that come at once share transactions, and each has its own outcome")
    func groupCommit() async throws {
        try await withTemporaryFolder { folder in
            let store = try open(folder)
            try await store.prepare([people])
            try await store.insert(person(0, ["badge": "taken"]), into: people)
            let before = store.writer.commitCount.load(ordering: .relaxed)
            let outcomes = await withTaskGroup(of: (Int64, StoreError?).self) { group in
                for id in 1...400 as ClosedRange<Int64> {
                    group.addTask {
                        // One in ten asks for what is taken.
                        let badge: BSONValue = id % 10 == 0 ? "taken" : .int64(id)
                        do throws(StoreError) {
                            try await store.insert(
                                person(id, ["identifiers": [.int64(id)], "badge": badge]), into: people)
                            return (id, nil)
                        } catch {
                            return (id, error)
                        }
                    }
                }
                return await group.reduce(into: [Int64: StoreError?]()) { $0[$1.0] = .some($1.1) }
            }
            let commits = store.writer.commitCount.load(ordering: .relaxed) - before
            #expect(commits < 200)
            for id in 1...400 as ClosedRange<Int64> {
                let isRefused = id % 10 == 0
                #expect(outcomes[id] == .some(isRefused ? .duplicateKey(index: "badge") : nil))
                let found = try await store.find(id: .int64(id), in: people)
                #expect((found == nil) == isRefused)
                // Nothing of a refused operation stays, the keys that came before the refusal included.
                let key = try await store.find(.int64(id), by: .identifiers, in: people)
                #expect((key == nil) == isRefused)
            }
            #expect(try await store.count(PageQuery(along: .byID, limit: 1), in: people) == 361)
            await store.close()
        }
    }

    @Test("A write is refused when as many wait as may")
    func overloaded() async throws {
        try await withTemporaryFolder { folder in
            var options = SQLiteStoreOptions()
            options.writeQueueLimit = 4
            let store = try open(folder, options)
            try await store.prepare([people])
            let lock = try Lock(folder)
            let outcomes = await withTaskGroup(of: StoreError?.self) { group in
                for id in 1...40 as ClosedRange<Int64> {
                    group.addTask {
                        do throws(StoreError) { try await store.insert(person(id), into: people) } catch {
                            return error
                        }
                        return nil
                    }
                }
                var outcomes: [StoreError?] = []
                for await outcome in group {
                    outcomes.append(outcome)
                    // All that don't fit have been refused; lets the others through.
                    if outcomes.count == 32 { lock.release() }
                }
                return outcomes
            }
            #expect(outcomes.filter { $0 == .overloaded }.count >= 32)
            let stored = outcomes.filter { $0 == nil }.count
            #expect(stored >= 4)
            #expect(try await store.count(PageQuery(along: .byID, limit: 1), in: people) == stored)
            await store.close()
        }
    }

    @Test("Another process's lock is waited for, and is unavailable when it takes too long")
    func foreignLock() async throws {
        try await withTemporaryFolder { folder in
            var options = SQLiteStoreOptions()
            options.busyTimeout = .milliseconds(200)
            let store = try open(folder, options)
            try await store.prepare([people])
            let lock = try Lock(folder)
            let error = await #expect(throws: StoreError.self) { try await store.insert(person(1), into: people) }
            guard case .unavailable = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            // Readers don't mind.
            #expect(try await store.find(id: 1, in: people) == nil)
            lock.release()
            try await store.insert(person(1), into: people)
            #expect(try await store.count(PageQuery(along: .byID, limit: 1), in: people) == 1)
            await store.close()
        }
    }

    @Test("Two stores on one file see each other's writes, and no count is lost")
    func foreignWriter() async throws {
        try await withTemporaryFolder { folder in
            let stores = [try open(folder), try open(folder)]
            for store in stores { try await store.prepare([people]) }
            try await withThrowingTaskGroup { group in
                for id in 1...100 as ClosedRange<Int64> {
                    group.addTask { try await stores[Int(id % 2)].insert(person(id), into: people) }
                }
                try await group.waitForAll()
            }
            for store in stores {
                #expect(try await store.count(PageQuery(along: .byID, limit: 1), in: people) == 100)
                #expect(try await store.allIDs(PageQuery(along: .byID, limit: 30)) == Array(1...100))
                await store.close()
            }
        }
    }

    @Test("Closing lets the writes that wait finish")
    func close() async throws {
        try await withTemporaryFolder { folder in
            let store = try open(folder)
            try await store.prepare([people])
            let outcomes = await withTaskGroup(of: StoreError?.self) { group in
                for id in 1...50 as ClosedRange<Int64> {
                    group.addTask {
                        do throws(StoreError) { try await store.insert(person(id), into: people) } catch {
                            return error
                        }
                        return nil
                    }
                }
                await store.close()
                return await group.reduce(into: [StoreError?]()) { $0.append($1) }
            }
            #expect(outcomes.allSatisfy { $0 == nil || $0 == .closed })
            let reopened = try open(folder)
            let count = try await reopened.count(PageQuery(along: .byID, limit: 1), in: people)
            #expect(count == outcomes.filter { $0 == nil }.count)
            await reopened.close()
        }
    }

    @Test("Durability is full, in WAL mode, and the files are the owner's alone")
    func durability() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appending(path: "new/folder/store.db").path
            let store = try SQLiteStore(path: path, logger: Logger(label: "test"))
            try await store.prepare([people])
            let synchronous = try await store.writer.run { connection throws(StoreError) in
                try connection.integer("PRAGMA synchronous")
            }
            #expect(synchronous == 2)
            for suffix in ["", "-wal", "-shm"] {
                let attributes = try FileManager.default.attributesOfItem(atPath: path + suffix)
                #expect(attributes[.posixPermissions] as? Int == 0o600, "\(suffix)")
            }
            await store.close()
        }
    }

    @Test("A prefix that finds very many documents is served along the walk's index")
    func frequentPrefix() async throws {
        try await withTemporaryFolder { folder in
            var options = SQLiteStoreOptions()
            options.writeQueueLimit = 20_000
            let store = try open(folder, options)
            try await store.prepare([people])
            try await withThrowingTaskGroup { group in
                for id in 1...10_050 as ClosedRange<Int64> {
                    let word: BSONValue = id <= 20 ? "rare" : "frequent"
                    group.addTask {
                        try await store.insert(person(id, ["words": [word], "name": .int64(-id)]), into: people)
                    }
                }
                try await group.waitForAll()
            }
            var query = PageQuery(
                along: .byName, filters: [.hasPrefix(index: .words, prefix: "freq")], skip: 10_020, limit: 5)
            #expect(try await store.ids(query) == [30, 29, 28, 27, 26])
            #expect(try await store.count(query, in: people) == 10_030)
            query.filters.append(.equals(field: "name", -25))
            query.skip = 0
            #expect(try await store.ids(query) == [25])
            #expect(try await store.count(query, in: people) == 1)
            await store.close()
        }
    }
}

/// What another process does to the file: a connection that holds the write lock.
private final class Lock: Sendable {
    private let queue: DatabaseQueue

    init(_ folder: URL) throws {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        queue = try DatabaseQueue(path: folder.appending(path: "store.db").path, configuration: configuration)
        try queue.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
    }

    func release() {
        try? queue.inDatabase { try $0.execute(sql: "ROLLBACK") }
    }
}
