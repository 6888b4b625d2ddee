import Foundation
import TestSupport
import Testing

@testable import DocumentStore

@Suite("Contract: backups") struct BackupContractTests {
    private static let notes = CollectionDefinition(name: "notes", indexes: [])
    private static let schema = StoreSchema(version: 1, collections: [people, notes])
    private static let secret = Array("a key that signs tokens, of a test".utf8)

    @Test(
        "A backup is restored into either engine, documents as they were", arguments: Engine.allCases, Engine.allCases)
    func bothWays(from: Engine, to: Engine) async throws {
        try await Backup.with { file in
            let before = try await Self.write(file, from: from)
            try await to.withDatabase { database in
                let store = try database.open()
                let restoration = try StoreRestoration(checking: file.descriptor, by: Self.schema)
                #expect(restoration.header.secret == Self.secret && restoration.header.program == "test")
                #expect(restoration.documents == before.flatMap(\.self).count)
                try await restoration.begin(in: store)
                try await restoration.run(in: store)
                let after = try await store.everything(in: Self.schema.collections)
                #expect(after.map(Set.init) == before.map(Set.init) && after.map(\.count) == before.map(\.count))
                try await Self.schema.apply(to: store)
                #expect(try await store.find("key 7", by: .badge, in: people)?["_id"] == 7)
                #expect(try await store.ids(PageQuery(along: .byName, from: "n", limit: 2)) == [0, 1])
                #expect(try await store.count(PageQuery(along: .byID, limit: 1), in: people) == before[0].count)
                await store.close()
            }
        }
    }

    @Test("A file that is cut anywhere, or has one bit changed, is refused")
    func damage() async throws {
        try await Backup.with { file in
            _ = try await Self.write(file, from: .sqlite, persons: 2)
            let whole = try Data(contentsOf: file.url)
            #expect((300..<2000).contains(whole.count))
            _ = try StoreRestoration(checking: file.descriptor, by: Self.schema)
            for length in 0..<whole.count {
                try file.write(whole.prefix(length))
                #expect(throws: BackupError.self, "cut to \(length) bytes") {
                    try StoreRestoration(checking: file.descriptor, by: Self.schema)
                }
            }
            for bit in 0..<whole.count * 8 {
                var changed = whole
                changed[bit / 8] ^= 1 << (bit % 8)
                try file.write(changed)
                #expect(throws: BackupError.self, "bit \(bit)") {
                    try StoreRestoration(checking: file.descriptor, by: Self.schema)
                }
            }
            try file.write(whole + [0])
            #expect(throws: BackupError.damaged("has something after its end")) {
                try StoreRestoration(checking: file.descriptor, by: Self.schema)
            }
        }
    }

    @Test("Files of other programs and of newer ones are told apart")
    func strangers() async throws {
        try await Backup.with { file in
            _ = try await Self.write(file, from: .sqlite, persons: 1)
            var newer = try Data(contentsOf: file.url)
            newer[BackupFormat.signature.count - 1] = 2
            try file.write(newer)
            #expect(throws: BackupError.formatTooNew(2)) {
                try StoreRestoration(checking: file.descriptor, by: Self.schema)
            }
            try file.write(Data("SQLite format 3".utf8))
            #expect(throws: BackupError.foreign) { try StoreRestoration(checking: file.descriptor, by: Self.schema) }
        }
    }

    @Test("A store with documents is refused, and stays as it is", arguments: Engine.allCases)
    func notEmpty(engine: Engine) async throws {
        try await Backup.with { file in
            _ = try await Self.write(file, from: engine)
            let restoration = try StoreRestoration(checking: file.descriptor, by: Self.schema)
            try await engine.withDatabase { database in
                let store = try database.open()
                try await Self.schema.apply(to: store)
                try await store.insert(["_id": "mine"], into: Self.notes)
                let before = try await store.everything(in: [StoreSchema.metadata, people, Self.notes])
                await #expect(throws: BackupError.notEmpty(collection: "notes")) {
                    try await restoration.begin(in: store)
                }
                #expect(try await store.everything(in: [StoreSchema.metadata, people, Self.notes]) == before)
                try await Self.schema.apply(to: store)
                await store.close()
            }
        }
    }

    @Test(
        "A store with a part of a backup serves nobody, until the same backup is restored", arguments: Engine.allCases)
    func resumption(engine: Engine) async throws {
        try await Backup.with { file in
            let before = try await Self.write(file, from: engine)
            let restoration = try StoreRestoration(checking: file.descriptor, by: Self.schema)
            try await engine.withDatabase { database in
                let store = try database.open()
                // A service had been started on the store while it was empty.
                try await Self.schema.apply(to: store)
                try await restoration.begin(in: store)
                _ = try await store.insert(Array(before[0].prefix(50)), into: people)
                await #expect(throws: StoreError.restoring) { try await Self.schema.apply(to: store) }
                try await Backup.with { other in
                    await #expect(throws: BackupError.store(.restoring)) {
                        try await StoreBackup(of: Self.schema).write(store, to: other.descriptor, program: "test")
                    }
                    _ = try await Self.write(other, from: engine, persons: 1)
                    let another = try StoreRestoration(checking: other.descriptor, by: Self.schema)
                    await #expect(throws: BackupError.otherBackup) { try await another.begin(in: store) }
                }
                try await restoration.begin(in: store)
                try await restoration.run(in: store)
                let after = try await store.everything(in: Self.schema.collections)
                #expect(after.map(Set.init) == before.map(Set.init))
                try await Self.schema.apply(to: store)
                await store.close()
            }
        }
    }

    @Test("What somebody else writes into a store that is being restored is told", arguments: Engine.allCases)
    func conflict(engine: Engine) async throws {
        try await Backup.with { file in
            _ = try await Self.write(file, from: engine)
            let restoration = try StoreRestoration(checking: file.descriptor, by: Self.schema)
            try await engine.withDatabase { database in
                let store = try database.open()
                try await Self.schema.apply(to: store)
                try await restoration.begin(in: store)
                try await store.insert(person(9999, ["badge": "key 7"]), into: people)
                await #expect(throws: BackupError.conflict(collection: "people")) {
                    try await restoration.run(in: store)
                }
                await #expect(throws: StoreError.restoring) { try await Self.schema.apply(to: store) }
                await store.close()
            }
        }
    }

    @Test("What expires while it is restored a second time is no conflict", arguments: Engine.allCases)
    func expiry(engine: Engine) async throws {
        try await Backup.with { file in
            let before = try await Self.write(file, from: engine, persons: 100)
            let restoration = try StoreRestoration(checking: file.descriptor, by: Self.schema)
            try await engine.withDatabase { database in
                let store = try database.open()
                try await Self.schema.apply(to: store)
                try await restoration.begin(in: store)
                _ = try await store.insert(Array(before[0].prefix(50)), into: people.unchecked)
                try await restoration.run(in: SweepingStore(store: store))
                let after = try await store.everything(in: Self.schema.collections)
                #expect(after.map(Set.init) == before.map(Set.init))
                await store.close()
            }
        }
    }

    @Test("An older schema is migrated at the next start, a newer one is refused", arguments: Engine.allCases)
    func versions(engine: Engine) async throws {
        let added = CollectionDefinition(name: "added", indexes: [])
        let newer = StoreSchema(
            version: 2, collections: Self.schema.collections + [added],
            migrations: [
                Migration(version: 2, name: "name all") { context throws(StoreError) in
                    try await context.updateAll(of: people, along: .byID) { person in
                        person["email"] == nil ? person.replacing("name", by: "migrated") : nil
                    }
                }
            ])
        try await Backup.with { file in
            _ = try await Self.write(file, from: engine)
            try await engine.withDatabase { database in
                let store = try database.open()
                let restoration = try StoreRestoration(checking: file.descriptor, by: newer)
                try await restoration.begin(in: store)
                try await restoration.run(in: store)
                try await newer.apply(to: store)
                #expect(try await store.find(id: 7, in: people)?["name"] == "migrated")
                try await Backup.with { later in
                    let summary = try await StoreBackup(of: newer).write(
                        store, to: later.descriptor, program: "test")
                    #expect(summary.schemaVersion == 2)
                    #expect(throws: BackupError.schemaTooNew(found: 2, supported: 1)) {
                        try StoreRestoration(checking: later.descriptor, by: Self.schema)
                    }
                    await #expect(throws: BackupError.store(.schemaTooNew(found: 2, supported: 1))) {
                        try await StoreBackup(of: Self.schema).write(store, to: later.descriptor, program: "test")
                    }
                }
                await store.close()
            }
        }
    }

    @Test("A store that nobody has used has no backup", arguments: Engine.allCases)
    func unused(engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.insert(person(1), into: people)
            try await Backup.with { file in
                await #expect(throws: BackupError.unused) {
                    try await StoreBackup(of: Self.schema).write(store, to: file.descriptor, program: "test")
                }
            }
        }
    }

    @Test("A disk that is full ends a backup, also in its middle", arguments: Engine.allCases)
    func full(engine: Engine) async throws {
        try await engine.withDatabase { database in
            let store = try database.open()
            try await Self.schema.apply(to: store)
            let descriptor = open("/dev/full", O_WRONLY | O_CLOEXEC)
            defer { close(descriptor) }
            for size in [10, 1 << 20] {
                let bytes = BSONBinary([UInt8](repeating: 7, count: size))
                try await store.insert(["_id": .int64(Int64(size)), "bytes": .binary(bytes)], into: Self.notes)
                await #expect(throws: BackupError.unwritable("No space left on device")) {
                    try await StoreBackup(of: Self.schema).write(store, to: descriptor, program: "test")
                }
            }
            await store.close()
        }
    }

    /// Writes a backup of a store with documents of many kinds, of some that another program wrote too; returns the documents.
    private static func write(
        _ file: Backup, from engine: Engine, persons: Int64 = 2500
    ) async throws -> [[BSONDocument]] {
        var documents: [[BSONDocument]] = []
        try await engine.withDatabase { database in
            let store = try database.open()
            try await StoreSchema(version: 1, collections: schema.collections.map(\.unchecked)).apply(to: store)
            let all = (0..<persons).map { number in
                person(number, ["badge": .string("key \(number)"), "name": .string("n\(1000 + number)")])
            }
            for start in stride(from: 0, to: all.count, by: 1000) {
                _ = try await store.insert(Array(all[start...].prefix(1000)), into: people.unchecked)
            }
            // No person's address is a number.
            try await store.insert(["_id": .objectID(.generate()), "email": 4], into: people.unchecked)
            try await store.insert(["_id": "empty"], into: notes)
            if persons > 100 {
                let large = BSONBinary([UInt8](repeating: 7, count: 5 << 20))
                for id in ["a", "b"] as [BSONValue] {
                    try await store.insert(["_id": id, "bytes": .binary(large)], into: notes)
                }
            }
            let summary = try await StoreBackup(of: schema).write(
                store, to: file.descriptor, program: "test", secret: secret)
            documents = try await store.everything(in: schema.collections)
            #expect(summary.documents == documents.flatMap(\.self).count && summary.schemaVersion == 1)
            #expect(try summary.byteCount == Data(contentsOf: file.url).count)
            await store.close()
        }
        return documents
    }
}

/// A store that sweeps away what it has just refused to insert once more.
private struct SweepingStore: ForwardingStore {
    let store: any DocumentStore

    func insert(
        _ documents: [BSONDocument], into collection: CollectionDefinition
    ) async throws(StoreError) -> [StoreError?] {
        let outcomes = try await store.insert(documents, into: collection)
        for case (let document, .some) in zip(documents, outcomes) {
            guard let id = document["_id"] else { continue }
            _ = try await store.delete(id: id, ifRevision: document["revision"]?.intValue ?? 0, in: collection)
        }
        return outcomes
    }
}

/// A file for a backup.
private struct Backup {
    let url: URL
    let descriptor: Int32

    /// Runs `body` with a new file.
    static func with(_ body: (Backup) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let url = folder.appending(path: "store.backup")
            let descriptor = open(url.path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            try #require(descriptor >= 0)
            defer { close(descriptor) }
            try await body(Backup(url: url, descriptor: descriptor))
        }
    }

    /// Gives the file another content.
    func write(_ data: Data) throws {
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
        try file.truncate(atOffset: 0)
        try file.write(contentsOf: data)
    }
}
