import Foundation
import Testing

@Suite struct UserCommandTests {
    /// A running service, and the program beside it.
    private struct Machine {
        let folder: Folder
        let environment: [String: String]
        let service: Service

        init(_ engine: TestEngine) async throws {
            folder = try Folder()
            environment = try engine.environment().merging(["PASSWORD_HASH": "bcrypt:4"]) { $1 }
            service = try await Service(environment, in: folder)
            try #require(try await service.register("jane@example.com").status == 201)
        }

        func run(_ arguments: String..., input: String? = nil) async throws -> Program.Outcome {
            try await Program.run(["user"] + arguments, environment: environment, folder: folder.url, input: input)
        }

        func status(_ token: String) async throws -> Int {
            try await service.send("GET", "/api/v1/users/me", token: token).status
        }

        func loginStatus(_ password: String) async throws -> Int {
            try await service.send(
                "POST", "/api/v1/auth/login", ["email": "jane@example.com", "password": password]
            ).status
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `Accounts are listed and shown`(engine: TestEngine) async throws {
        let machine = try await Machine(engine)
        #expect(try await machine.service.register("other@example.com").status == 201)
        let list = try await machine.run("list")
        let line = /[0-9a-f]{24}\tactive\t20\S+Z\tdefault\t\S+@example\.com\tJane/
        let lines = list.output.split(separator: "\n")
        #expect(list.status == 0 && list.errors.isEmpty && lines.count == 2)
        #expect(lines.allSatisfy { $0.wholeMatch(of: line) != nil }, "\(list.output)")
        let first = try await machine.run("list", "--limit", "1")
        #expect(first.output.split(separator: "\n").last == "1 of 2")
        let found = try await machine.run("list", "--search", "OTHER@")
        #expect(found.output.split(separator: "\n").count == 1 && found.output.contains("other@example.com"))
        #expect(try await machine.run("list", "--namespace", "tenant").output.isEmpty)

        let token = try await machine.service.logIn("jane@example.com")
        let me = try await machine.service.send("GET", "/api/v1/users/me", token: token)
        let id = try #require(me.json["id"] as? String)
        for name in ["jane@example.com", "JANE@Example.com", id] {
            let shown = try await machine.run("show", name)
            #expect(shown.status == 0 && shown.output == String(decoding: me.body, as: UTF8.self) + "\n")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `Disabling ends the sessions at once, and enabling brings none back`(engine: TestEngine) async throws {
        let machine = try await Machine(engine)
        let token = try await machine.service.logIn("jane@example.com")
        let disabled = try await machine.run("disable", "jane@example.com")
        #expect(disabled.status == 0 && disabled.output.wholeMatch(of: /The account \S{24} is disabled\.\n/) != nil)
        #expect(try await machine.status(token) == 401)
        #expect(try await machine.loginStatus(Service.password) == 401)
        #expect(try await machine.run("list").output.contains("\tinactive\t"))
        let enabled = try await machine.run("enable", "jane@example.com")
        #expect(enabled.status == 0 && enabled.output.wholeMatch(of: /The account \S{24} is enabled\.\n/) != nil)
        #expect(try await machine.status(token) == 401)
        #expect(try await machine.loginStatus(Service.password) == 200)
    }

    @Test(arguments: TestEngine.allCases)
    func `A new password from standard input ends the sessions at once`(engine: TestEngine) async throws {
        let machine = try await Machine(engine)
        let token = try await machine.service.logIn("jane@example.com")
        let short = try await machine.run("set-password", "jane@example.com", "--password-stdin", input: "short\n")
        #expect(short.status == 65 && short.errors.hasPrefix("users: password: ") && short.output.isEmpty)
        #expect(try await machine.status(token) == 200)
        let set = try await machine.run(
            "set-password", "jane@example.com", "--password-stdin", input: "another good password\n")
        #expect(set.status == 0 && set.output.hasSuffix("has a new password, and its sessions are over.\n"))
        #expect(!set.output.contains("another"))
        #expect(try await machine.status(token) == 401)
        #expect(try await machine.loginStatus(Service.password) == 401)
        #expect(try await machine.loginStatus("another good password") == 200)
        // A password is a secret: other users of the machine read arguments.
        for arguments in [["jane@example.com", "a good password"], ["jane@example.com", "--password", "x"]] {
            let refused = try await machine.run("set-password", arguments[0], arguments[1])
            #expect(refused.status == 64 && refused.output.isEmpty)
        }
        let unasked = try await machine.run("set-password", "jane@example.com")
        #expect(unasked.status == 64 && unasked.errors.contains("--password-stdin"))
    }

    @Test(arguments: TestEngine.allCases)
    func `Deleting must be meant, and is felt at once`(engine: TestEngine) async throws {
        let machine = try await Machine(engine)
        let token = try await machine.service.logIn("jane@example.com")
        let unmeant = try await machine.run("delete", "jane@example.com")
        #expect(unmeant.status == 64 && unmeant.errors.contains("--yes"))
        #expect(try await machine.status(token) == 200)
        let deleted = try await machine.run("delete", "jane@example.com", "--yes")
        #expect(deleted.status == 0 && deleted.output.wholeMatch(of: /The account \S{24} is deleted\.\n/) != nil)
        #expect(try await machine.status(token) == 401)
        #expect(try await machine.loginStatus(Service.password) == 401)
        #expect(try await machine.run("list").output.isEmpty)
        #expect(try await machine.service.register("jane@example.com").status == 201)
    }

    @Test(arguments: TestEngine.allCases)
    func `The last administrator stays`(engine: TestEngine) async throws {
        let machine = try await Machine(engine)
        let made = try await Program.run(
            ["create-admin", "--email", "root@example.com", "--password-stdin"], environment: machine.environment,
            folder: machine.folder.url, input: "\(Service.password)\n")
        #expect(made.status == 0, "\(made.errors)")
        let line = "users: this is the last active administrator of its namespace, who stays\n"
        for outcome in [
            try await machine.run("disable", "root@example.com"),
            try await machine.run("delete", "root@example.com", "--yes"),
        ] {
            #expect(outcome.status == 65 && outcome.errors == line && outcome.output.isEmpty)
        }
        #expect(try await machine.run("list").output.contains("\tadmin\t"))
    }

    @Test(arguments: [
        ["show"], ["disable"], ["enable"], ["delete", "--yes"], ["set-password", "--password-stdin"],
    ])
    func `An account that there is not is told in a line`(command: [String]) async throws {
        let folder = try Folder()
        for name in ["nobody@example.com", "65f0c0ffee65f0c0ffee65f0"] {
            let outcome = try await Program.run(
                ["user"] + command + [name], folder: folder.url, input: "a good password\n")
            #expect(outcome.status == 65 && outcome.output.isEmpty)
            #expect(outcome.errors == "users: there is no account \(name) in the namespace default\n")
        }
        let bare = try await Program.run(["user"] + command, folder: folder.url)
        #expect(bare.status == 64)
    }

    @Test(arguments: [["--limit", "0"], ["--limit", "1001"], ["--namespace", "Ü"]])
    func `A listing that can't be is told in words`(arguments: [String]) async throws {
        let folder = try Folder()
        let outcome = try await Program.run(["user", "list"] + arguments, folder: folder.url)
        #expect(outcome.status == 64 && outcome.output.isEmpty && !outcome.errors.isEmpty)
    }
}
