import Foundation
import Testing

@Suite struct StartTests {
    @Test func `A port that is taken is one line, and exit status 69`() async throws {
        let folder = try Folder()
        let first = try await Service([:], in: folder)
        let port = try #require(first.base.port)
        let outcome = try await Program.run(
            ["serve"], environment: ["PORT": "\(port)", "DATABASE_URL": "sqlite:other.db"], folder: folder.url)
        #expect(outcome.status == 69)
        #expect(outcome.errors == "users: PORT: 127.0.0.1:\(port) is taken by another program; choose another one\n")
    }

    @Test func `A database that may not be written is one line, and exit status 77`() async throws {
        let folder = try Folder()
        // In /sys not even root may make a file.
        let outcome = try await Program.run(
            ["serve"], environment: ["DATABASE_URL": "sqlite:/sys/users.db"], folder: folder.url)
        #expect(outcome.status == 77)
        #expect(outcome.errors.hasPrefix("users: DATABASE_URL: ") && outcome.errors.contains("/sys/users.db"))
        #expect(outcome.errors.split(separator: "\n").count == 1)
    }

    @Test func `A file that is no database is one line, and exit status 69`() async throws {
        let folder = try Folder()
        try String(repeating: "no database ", count: 1000).write(
            to: folder.url.appending(path: "users.db"), atomically: true, encoding: .utf8)
        let outcome = try await Program.run(
            ["serve"], environment: ["DATABASE_URL": "sqlite:users.db"], folder: folder.url)
        #expect(outcome.status == 69 && outcome.errors.contains("users.db"))
        #expect(outcome.errors.split(separator: "\n").count == 1)
    }

    @Test func `A MongoDB that can't be reached is told, and exit status 69`() async throws {
        let folder = try Folder()
        let started = ContinuousClock.now
        var environment = TestEngine.environment(uri: "mongodb://user:hunter2@127.0.0.1:1/?x=1", database: "users")
        environment["LOG_LEVEL"] = "critical"
        let outcome = try await Program.run(["serve"], environment: environment, folder: folder.url)
        #expect(outcome.status == 69)
        #expect(outcome.errors.hasPrefix("users: DATABASE_URL: ") && !outcome.errors.contains("hunter2"))
        #expect(outcome.errors.split(separator: "\n").count == 1)
        #expect(ContinuousClock.now - started < .seconds(45))
    }

    @Test func `The secret is made once, for its owner alone`() async throws {
        let folder = try Folder()
        let service = try await Service([:], in: folder)
        #expect(try await service.register("jane@example.com").status == 201)
        let token = try await service.logIn("jane@example.com")
        service.program.send(SIGTERM)
        #expect(try await service.program.outcome().status == 0)
        for name in ["users.db", "users.db.jwt-key"] {
            let path = folder.url.appending(path: "data/\(name)").path
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
        let again = try await Service([:], in: folder)
        #expect(try await again.send("GET", "/api/v1/users/me", token: token).status == 200)
    }

    @Test func `The document and the version are printed`() async throws {
        let folder = try Folder()
        let document = try await Program.run(["openapi"], folder: folder.url)
        #expect(document.status == 0)
        let json = try JSONSerialization.jsonObject(with: Data(document.output.utf8)) as? [String: Any]
        #expect(json?["openapi"] as? String == "3.1.0")
        #expect(try await Program.run(["version"], folder: folder.url).output.hasPrefix("users "))
    }
}
