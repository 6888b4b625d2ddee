import Foundation
import TestSupport
import Testing

@testable import DocumentStore

@Suite struct BackupTests {
    @Test(arguments: TestEngine.allCases)
    func `A backup taken while 16 clients write has all that was acknowledged before, and nothing by half`(
        engine: TestEngine
    ) async throws {
        let machine = try Machine(engine)
        let service = try await Service(machine.environment, in: machine.folder)
        let picture = TestPicture.png(byteCount: 100_000)
        #expect(try await service.register("jane@example.com").status == 201)
        let login = try await service.send(
            "POST", "/api/v1/auth/login", ["email": "jane@example.com", "password": Service.password])
        let token = try #require(login.json["access_token"] as? String)
        #expect(try await service.upload(picture, token: token).status == 200)

        let edits = Edits()
        let (before, backup) = try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<16 {
                group.addTask { try await edits.write(to: service, worker) }
            }
            try await poll("the first edits") { await edits.acknowledged.count >= 48 ? true : nil }
            let before = await edits.acknowledged
            let backup = try await machine.run("store", "backup", "users.backup")
            await edits.end()
            try await group.waitForAll()
            return (before, backup)
        }
        #expect(backup.status == 0 && backup.errors.isEmpty, "\(backup.errors)")
        #expect(backup.output.contains(/^users\.backup: \d+ documents, \d+ bytes, schema \d+\n/))
        #expect(backup.output.contains(engine == .sqlite ? "is in it: whoever" : "are not in it: they are settings"))
        #expect(await edits.acknowledged.count > before.count)
        #expect(try machine.mode(of: "users.backup") == 0o600 && machine.drafts.isEmpty)

        let other = try Machine(engine)
        let restored = try await other.run("store", "restore", machine.path("users.backup"))
        #expect(restored.status == 0 && restored.errors.isEmpty, "\(restored.errors)")
        #expect(try await other.run("store", "check").output.hasSuffix(" 0 problems\n"))
        let again = try await Service(other.environment, in: other.folder)
        for (email, edit) in before {
            let own = try await again.logIn(email)
            let me = try await again.send("GET", "/api/v1/users/me", token: own).json
            let name = try #require(me["display_name"] as? String)
            #expect(me["full_name"] as? String == name && Int(name) ?? 0 >= edit, "\(email)")
        }
        let me = try await again.send("GET", "/users/me", token: token)
        let avatar = try await again.send("GET", try #require(me.json["avatar_url"] as? String))
        #expect(me.status == 200 && avatar.status == 200 && Array(avatar.body) == picture)
        let refresh = try #require(login.json["refresh_token"] as? String)
        #expect(try await again.send("POST", "/api/v1/auth/refresh", ["refresh_token": refresh]).status == 200)
    }

    @Test func `Accounts move from MongoDB to the embedded engine and back, every document as it was`() async throws {
        let machines = [try Machine(.mongo), try Machine(.sqlite), try Machine(.mongo)]
        let key = try TestEngine.mongo.environment().filter { $0.key == "JWT_SECRET_KEY" }
        let service = try await Service(machines[0].environment, in: machines[0].folder)
        let token = try await service.makeUser("jane@example.com")
        #expect(try await service.upload(TestPicture.png(byteCount: 5000), token: token).status == 200)
        let preferences: [String: any Sendable] = ["preferences": ["theme": "dark"]]
        #expect(
            try await service.send("PUT", "/api/v1/users/me/preferences", preferences, token: token).status == 200)
        _ = try await machines[0].run("token", "create", "--name", "billing", "--permission", "can.introspect")
        service.program.send(SIGTERM)
        _ = try await service.program.outcome()

        var contents: [[Set<BSONDocument>]] = []
        for (place, machine) in machines.enumerated() {
            if place > 0 {
                let restored = try await machine.run(
                    "store", "restore", machines[place - 1].path("users.backup"), key: key)
                #expect(restored.status == 0, "\(restored.errors)")
            }
            #expect(try await machine.run("store", "backup", "users.backup", key: key).status == 0)
            contents.append(try Self.documents(machine.path("users.backup")))
        }
        #expect(contents[0].contains { $0.count > 1 })
        #expect(contents[1] == contents[0] && contents[2] == contents[0])
        let moved = try await Service(machines[1].environment.merging(key) { $1 }, in: machines[1].folder)
        #expect(try await moved.send("GET", "/api/v1/users/me", token: token).status == 200)
    }

    @Test(arguments: TestEngine.allCases)
    func `A file that is cut or changed is refused before anything is changed`(engine: TestEngine) async throws {
        let machine = try Machine(engine)
        #expect(try await machine.run("import", input: #"{"email":"a@example.com"}"#).status == 0)
        #expect(try await machine.run("store", "backup", "users.backup").status == 0)
        let whole = try Data(contentsOf: machine.url("users.backup"))
        let other = try Machine(engine)
        for place in stride(from: 0, to: whole.count, by: whole.count / 6) {
            var changed = whole
            changed[place] ^= 0x10
            for content in [changed, whole.prefix(place)] {
                try content.write(to: other.url("damaged"))
                let outcome = try await other.run("store", "restore", "damaged")
                #expect(outcome.status == 65 && outcome.output.isEmpty)
                #expect(outcome.errors.hasPrefix("users: damaged ") && outcome.errors.split(separator: "\n").count == 1)
            }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: other.folder.url.path) == ["damaged"])
        #expect(try await other.run("store", "restore", machine.path("users.backup")).status == 0)
        #expect(try await other.run("user", "list").output.contains("a@example.com"))
    }

    @Test(arguments: TestEngine.allCases)
    func `kill -9 leaves no backup, and no store that serves before it is restored to the end`(
        engine: TestEngine
    ) async throws {
        let machine = try Machine(engine)
        let count = 15_000
        let lines = (0..<count).map { #"{"email":"user\#($0)@example.com"}"# }
        #expect(try await machine.run("import", input: lines.joined(separator: "\n")).status == 0)

        let cut = try machine.start("store", "backup", "users.backup")
        try await poll("a draft") { try machine.drafts.isEmpty ? nil : true }
        cut.send(SIGKILL)
        #expect(try await cut.outcome().status == SIGKILL)
        #expect(!FileManager.default.fileExists(atPath: machine.path("users.backup")))
        #expect(try await machine.run("store", "backup", "users.backup").status == 0)

        let other = try Machine(engine)
        let killed = try other.start("store", "restore", machine.path("users.backup"))
        try await poll("half of the documents") { killed.log.contains("documents restored") ? true : nil }
        killed.send(SIGKILL)
        #expect(try await killed.outcome().status == SIGKILL)
        for arguments in [["serve"], ["user", "list"], ["store", "backup", "part"]] {
            let outcome = try await Program.run(arguments, environment: other.environment, folder: other.folder.url)
            #expect(outcome.status == 69 && outcome.errors.contains("has a part of a backup"), "\(outcome.errors)")
        }
        let restored = try await other.run("store", "restore", machine.path("users.backup"))
        #expect(restored.status == 0, "\(restored.errors)")
        #expect(try await other.run("store", "check").output.hasSuffix("\(count) documents, 0 problems\n"))
        #expect(try await other.run("user", "list", "--limit", "1").output.contains("1 of \(count)\n"))
        let twice = try await other.run("store", "restore", machine.path("users.backup"))
        #expect(twice.status == 65 && twice.errors.contains("is not empty"), "\(twice.errors)")
    }

    @Test func `A store that a service has open, or that has another key beside it, is not restored into`() async throws
    {
        let machine = try Machine(.sqlite)
        #expect(try await machine.run("user", "list").status == 0)
        #expect(try await machine.run("store", "backup", "users.backup").status == 0)
        let other = try Machine(.sqlite)
        let service = try await Service(other.environment, in: other.folder)
        try FileManager.default.removeItem(at: other.url("users.db.jwt-key"))
        let used = try await other.run("store", "restore", machine.path("users.backup"))
        #expect(used.status == 69)
        #expect(
            used.errors
                == "users: DATABASE_URL: users.db is in use by another program, which has to be stopped first\n")
        #expect(try await service.register("jane@example.com").status == 201)
        service.program.send(SIGTERM)
        _ = try await service.program.outcome()
        let full = try await other.run("store", "restore", machine.path("users.backup"))
        #expect(full.status == 65 && full.errors.contains("is not empty, it has documents in users"), "\(full.errors)")

        let third = try Machine(.sqlite)
        #expect(try await third.run("user", "list").status == 0)
        let keyed = try await third.run("store", "restore", machine.path("users.backup"))
        #expect(keyed.status == 65 && keyed.errors.contains("users.db.jwt-key is there and has another key"))
        try FileManager.default.removeItem(at: third.url("users.db.jwt-key"))
        #expect(try await third.run("store", "restore", machine.path("users.backup")).status == 0)
        #expect(
            try Data(contentsOf: third.url("users.db.jwt-key")) == Data(contentsOf: machine.url("users.db.jwt-key")))
    }

    @Test func `What can't be is told in a line`() async throws {
        let machine = try Machine(.sqlite)
        let missing = try await machine.run("store", "backup", "users.backup")
        #expect(missing.status == 69 && missing.errors == "users: DATABASE_URL: sqlite:users.db is not there\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: machine.folder.url.path).isEmpty)
        #expect(try await machine.run("user", "list").status == 0)
        try Data("mine".utf8).write(to: machine.url("users.backup"))
        let present = try await machine.run("store", "backup", "users.backup")
        #expect(present.status == 64)
        #expect(present.errors == "users: users.backup is there already, and stays as it is\n")
        #expect(try Data(contentsOf: machine.url("users.backup")) == Data("mine".utf8) && machine.drafts.isEmpty)
        let astray = try await machine.run("store", "backup", "no/where.backup")
        #expect(astray.status == 69)
        #expect(astray.errors == "users: no/where.backup can't be made: No such file or directory\n")
        let foreign = try await machine.run("store", "restore", "users.backup")
        #expect(foreign.status == 65 && foreign.errors == "users: users.backup is no backup\n")
        let nowhere = try await machine.run("store", "restore", "nowhere")
        #expect(nowhere.status == 64 && nowhere.errors == "users: nowhere can't be read: No such file or directory\n")
    }

    /// The documents of a backup, by collection, without the schema's record.
    private static func documents(_ path: String) throws -> [Set<BSONDocument>] {
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        var reader = try BackupReader(file.fileDescriptor)
        var documents = reader.header.collections.map { _ in Set<BSONDocument>() }
        while let (place, document) = try reader.next() {
            if place > 0 { documents[place].insert(document) }
        }
        return documents
    }
}

/// Clients that register and then edit their account, and what of that was answered.
private actor Edits {
    /// The number of the last edit of each account whose answer came back.
    private(set) var acknowledged: [String: Int] = [:]
    private var isOver = false

    func end() { isOver = true }

    /// Works until the end.
    nonisolated func write(to service: Service, _ worker: Int) async throws {
        var number = 0
        while await !isOver {
            let email = "user\(worker)-\(number)@example.com"
            number += 1
            let token = try await service.makeUser(email)
            for edit in 1...3 {
                let names = ["display_name": "\(edit)", "full_name": "\(edit)"]
                try #require(
                    try await service.send("PATCH", "/api/v1/users/me", names, token: token).status == 200)
                await note(email, edit)
            }
        }
    }

    private func note(_ email: String, _ edit: Int) { acknowledged[email] = edit }
}

extension Machine {
    fileprivate func url(_ file: String) -> URL { folder.url.appending(path: file) }

    fileprivate func path(_ file: String) -> String { url(file).path }

    /// What backups that are not whole are written to.
    fileprivate var drafts: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: folder.url.path).filter { $0.hasSuffix(".new") }
        }
    }

    fileprivate func mode(of file: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path(file))[.posixPermissions] as? Int
    }

    fileprivate func start(_ arguments: String...) throws -> Program {
        try Program(arguments, environment: environment, folder: folder.url)
    }

    fileprivate func run(_ arguments: String..., key: [String: String]) async throws -> Program.Outcome {
        try await Program.run(
            arguments, environment: environment.merging(key) { $1 }, folder: folder.url)
    }
}
