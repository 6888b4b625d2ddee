import DocumentStore
import Foundation
import GRDB
import Logging
import SQLiteStore
import TestProcesses
import Testing

@Suite("SQLiteStore's state")
struct StoreStateTests {
    /// Runs `body` with a store, and the path of its file.
    private func withStore(_ body: (SQLiteStore, String) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appending(path: "store.db").path
            let store = try SQLiteStore(path: path, logger: Logger(label: "test"))
            try await store.prepare([people])
            try await store.insert(person(1), into: people)
            try await body(store, path)
            await store.close()
            #expect(store.state == nil)
        }
    }

    @Test("Reads leave the state as it is, and each write makes another one")
    func ownWrites() async throws {
        try await withStore { store, _ in
            var states: [StoreState] = []
            for id in 2...20 as ClosedRange<Int64> {
                let before = try #require(store.state)
                _ = try await store.find(id: .int64(1), in: people)
                _ = try await store.page(PageQuery(along: .byID, limit: 5), in: people)
                #expect(store.state == before)
                try await store.insert(person(id, ["identifiers": [.int64(id)]]), into: people)
                let after = try #require(store.state)
                #expect(!states.contains(after))
                states.append(after)
            }
        }
    }

    @Test("A write of another connection, and of another process, makes another state")
    func foreignWrites() async throws {
        try await withStore { store, path in
            let before = try #require(store.state)
            let other = try SQLiteStore(path: path, logger: Logger(label: "test"))
            try await other.insert(person(2, ["identifiers": [2]]), into: people)
            let between = try #require(store.state)
            #expect(between != before)
            // Another store's end is not this one's.
            await other.close()
            try runPython(
                "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); "
                    + "c.execute('DELETE FROM \"\(people.name)\"'); c.commit()", path)
            #expect(store.state != between)
            #expect(try await store.find(id: .int64(1), in: people) == nil)
        }
    }

    @Test("A log that begins anew brings back no old state")
    func checkpoints() async throws {
        try await withStore { store, path in
            let maintenance = try DatabaseQueue(path: path)
            var states: [StoreState] = []
            for id in 2...40 as ClosedRange<Int64> {
                try await store.insert(person(id, ["identifiers": [.int64(id)]]), into: people)
                let state = try #require(store.state)
                #expect(!states.contains(state))
                states.append(state)
                try await maintenance.writeWithoutTransaction { database in
                    try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
                }
            }
            try maintenance.close()
        }
    }

    private func runPython(_ program: String, _ arguments: String...) throws {
        let python = try #require(
            ProcessInfo.processInfo.environment["USERS_TEST_PYTHON"],
            "USERS_TEST_PYTHON is not set: run the tests by scripts/test, which installs it")
        #expect(try ChildProcess(python, ["-c", program] + arguments).wait() == 0)
    }
}
