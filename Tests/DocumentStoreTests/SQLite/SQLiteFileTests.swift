import DocumentStore
import Foundation
import GRDB
import Logging
import TestProcesses
import Testing

@testable import SQLiteStore

@Suite("SQLiteStore: files that don't serve")
struct SQLiteFileTests {
    private func error(opening path: String) -> StoreError? {
        do throws(StoreError) {
            _ = try SQLiteStore(path: path, logger: Logger(label: "test"))
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "Where the file system refuses, access is denied to the path",
        // /sys refuses new files and folders to everybody, root included.
        arguments: [("/sys/store.db", "/sys/store.db"), ("/sys/store/new.db", "/sys/store")])
    func forbidden(path: String, named: String) {
        let error = error(opening: path)
        guard case .accessDenied(let message) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(message.hasPrefix(named + ":"))
    }

    @Test("A path that can't be a file is unavailable, by its name")
    func folder() async throws {
        try await withTemporaryFolder { folder in
            #expect(error(opening: folder.path) == .unavailable("\(folder.path): Is a directory"))
        }
    }

    @Test("A link to a file that is missing makes the file")
    func link() async throws {
        try await withTemporaryFolder { folder in
            let (link, file) = (folder.appending(path: "store.db"), folder.appending(path: "file.db"))
            try FileManager.default.createSymbolicLink(at: link, withDestinationURL: file)
            try DatabaseFile(path: link.path).create()
            let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test("Looking for a file that is open leaves SQLite its locks")
    func locks() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appending(path: "store.db").path
            let store = try SQLiteStore(path: path, logger: Logger(label: "test"))
            try await store.prepare([people])
            try DatabaseFile(path: path).create()
            #expect(try isLocked(path))
            await store.close()
            #expect(try !isLocked(path))
        }
    }

    /// Whether this process has a lock on the file, as another one finds.
    private func isLocked(_ path: String) throws -> Bool {
        let python = try #require(
            ProcessInfo.processInfo.environment["USERS_TEST_PYTHON"],
            "USERS_TEST_PYTHON is not set: run the tests by scripts/test, which installs it")
        let program = """
            import fcntl, sys
            try: fcntl.lockf(open(sys.argv[1], 'r+b'), fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError: sys.exit(3)
            """
        let status = try ChildProcess(python, ["-c", program, path]).wait()
        try #require(status == 0 || status == 3)
        return status == 3
    }

    @Test("Something else than a database is corrupt, and stays as it was")
    func notADatabase() async throws {
        try await withTemporaryFolder { folder in
            let file = folder.appending(path: "store.db")
            let content = Data(String(repeating: "not a database ", count: 1000).utf8)
            try content.write(to: file)
            guard case .corrupt(let message) = error(opening: file.path) else {
                Issue.record("\(String(describing: error(opening: file.path)))")
                return
            }
            #expect(message.contains(file.path))
            #expect(try Data(contentsOf: file) == content)
        }
    }

    @Test("Another program's database is refused")
    func foreignDatabase() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appending(path: "store.db").path
            let queue = try DatabaseQueue(path: path)
            try await queue.write { try $0.execute(sql: "CREATE TABLE notes (text TEXT)") }
            try queue.close()
            #expect(error(opening: path) == .corrupt("\(path): an SQLite database of another program"))
        }
    }

    @Test("A file that a newer program laid out is refused")
    func newerLayout() async throws {
        try await withTemporaryFolder { folder in
            let path = folder.appending(path: "store.db").path
            await (try SQLiteStore(path: path, logger: Logger(label: "test"))).close()
            let queue = try DatabaseQueue(path: path)
            try await queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 9") }
            try queue.close()
            #expect(error(opening: path) == .schemaTooNew(found: 9, supported: 1))
        }
    }

    @Test("A full disk is told from other failures, and what was there stays")
    func full() async throws {
        try await withTemporaryFolder { folder in
            let store = try SQLiteStore(path: folder.appending(path: "store.db").path, logger: Logger(label: "test"))
            try await store.prepare([people])
            try await store.insert(person(1), into: people)
            // SQLite reports a file that may not grow as it reports a disk without room.
            try await store.writer.run { connection throws(StoreError) in
                let pages = try connection.integer("PRAGMA page_count") ?? 0
                _ = try connection.integer("PRAGMA max_page_count = \(pages)")
            }
            let large = person(2, ["data": .binary(BSONBinary(Array(repeating: 1, count: 100_000)))])
            let error = await #expect(throws: StoreError.self) { try await store.insert(large, into: people) }
            guard case .full = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(try await store.find(id: 2, in: people) == nil)
            #expect(try await store.count(PageQuery(along: .byID, limit: 1), in: people) == 1)
            try await store.writer.run { connection throws(StoreError) in
                _ = try connection.integer("PRAGMA max_page_count = 1000000")
            }
            try await store.insert(large, into: people)
            await store.close()
        }
    }
}
