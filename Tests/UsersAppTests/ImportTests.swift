import Foundation
import Testing

@Suite struct ImportTests {
    /// bcrypt, cost 4, of `Service.password`.
    private static let hash = "$2b$04$AtpXc0a4M95i.nCf/7s1NeWtunAzjiGlwy3pppASmQ7ZamIB177RO"

    @Test(arguments: TestEngine.allCases)
    func `Accounts keep their ids, passwords and times, and their holders log in`(engine: TestEngine) async throws {
        let machine = try Machine(engine)
        let file = machine.folder.url.appending(path: "accounts.ndjson")
        let lines = [
            """
            {"id":"65f0c0ffee65f0c0ffee65f0","email":"Jane@Example.com","username":"Jane","hashed_password":"\(Self.hash)",\
            "created_at":"2019-03-04T05:06:07.891Z","email_verified":true,"full_name":"Jane Doe","first_name":"Jane",\
            "last_name":"Doe","display_name":"J.","locale":"fr_FR","roles":["editor"],"groups":["staff"],\
            "permissions":["can.introspect"],"extra":{"shoe":"42"},"unknown":7}
            """,
            "",
            #"{"username":"login","logs_in_by_username":true,"email":null,"hashed_password":"bcrypt$\#(Self.hash)"}"#,
            #"{"email":"idle@example.com","is_active":false,"hashed_password":null}"#,
        ]
        // The last line needs no end, and lines may end as on Windows.
        try lines.joined(separator: "\r\n").write(to: file, atomically: true, encoding: .utf8)
        let outcome = try await machine.run("import", "accounts.ndjson")
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        #expect(outcome.output == "3 imported, 0 there already, 0 refused\n")

        let service = try await Service(machine.environment, in: machine.folder)
        let token = try await service.logIn("jane@example.com")
        let me = try await service.send("GET", "/api/v1/users/me", token: token).json
        #expect(me["id"] as? String == "65f0c0ffee65f0c0ffee65f0" && me["email"] as? String == "Jane@example.com")
        #expect(me["created_at"] as? String == "2019-03-04T05:06:07.891Z" && me["email_verified"] as? Bool == true)
        #expect(me["full_name"] as? String == "Jane Doe" && me["locale"] as? String == "fr_FR")
        #expect(me["roles"] as? [String] == ["editor"] && me["permissions"] as? [String] == ["can.introspect"])
        let named = try await service.send(
            "POST", "/api/v1/auth/login", ["username": "LOGIN", "password": Service.password])
        #expect(named.status == 200)
        let shown = try await machine.run("user", "show", "idle@example.com")
        #expect(shown.output.contains(#""is_active":false"#) && shown.output.contains(#""username":"idle""#))
    }

    @Test(arguments: TestEngine.allCases)
    func `Bad lines are told by number and field, never with the hash, and the others go in`(
        engine: TestEngine
    ) async throws {
        let machine = try Machine(engine)
        let secret = "sha1$salt$5baa61e4c9b93f3f0682250b6cf8331b7ee68fd8"
        let outcome = try await machine.import([
            #"{"email":"good@example.com"}"#,
            #"{"email":"nobody","hashed_password":"\#(secret)"}"#,
            #"{"email":"a@example.com","hashed_password":7,"is_admin":"yes"}"#,
            #"{"email":"b@example.com","#,
            #"[1]"#,
            #"{"username":"Jane"}"#,
            #"{"email":"c@example.com","id":"7"}"#,
            #"{"email":"d@example.com","created_at":"2999-01-01T00:00:00Z","namespace":"Ü"}"#,
            #"{"email":"e@example.com","display_name":"\#(String(repeating: "x", count: 70_000))"}"#,
            #"{"email":"f@example.com","permissions":["can.fly"],"username":"a\u0000b"}"#,
            #"{"email":"GOOD@example.com","id":"65f0c0ffee65f0c0ffee65f0"}"#,
            #"{"email":"good@example.com"}"#,
            #"{"email":"last@example.com"}"#,
        ])
        #expect(outcome.status == 1 && outcome.errors.isEmpty, "\(outcome.errors)")
        let expected = [
            "2\thashed_password\tThis is in no format that a password can be compared with.",
            "2\temail\tThis is not an e-mail address.",
            "3\thashed_password\tThis must be a string, not an integer.",
            "3\tis_admin\tThis must be a boolean, not a string.",
            "4\t-\tThe line is not proper JSON: see column 25.",
            "5\t-\tThe line must be a JSON object.",
            "6\temail\tAn account without a login name needs an address.",
            "7\tid\tAn id has 24 hexadecimal digits.",
            "8\tcreated_at\tThis must not be in the future.",
            "8\tnamespace\tA namespace has 1 to 64 characters of a-z, 0-9, '-', '_' and '.'.",
            "9\t-\tA line has at most 65536 bytes.",
            "10\tusername\tThe character U+0000 is not allowed.",
            "11\temail\tThis belongs to another account.",
            "12\t-\tThis account is there already.",
            "2 imported, 1 there already, 10 refused",
        ]
        #expect(outcome.output.split(separator: "\n").map(String.init) == expected)
        #expect(try await machine.run("user", "list").output.split(separator: "\n").count == 2)
    }

    @Test(arguments: TestEngine.allCases)
    func `A second run changes nothing and says so`(engine: TestEngine) async throws {
        let machine = try Machine(engine)
        let lines = [
            #"{"id":"65f0c0ffee65f0c0ffee65f0","email":"a@example.com"}"#, #"{"email":"b@example.com"}"#,
            #"{"username":"c","logs_in_by_username":true}"#,
        ]
        #expect(try await machine.import(lines).status == 0)
        let before = try await machine.run("user", "list").output
        let again = try await machine.import(
            lines + [#"{"username":"C","logs_in_by_username":true,"email":"c@d.com"}"#])
        #expect(again.status == 1)
        #expect(
            again.output == """
                1\t-\tThis account is there already.
                2\t-\tThis account is there already.
                3\t-\tThis account is there already.
                4\tusername\tThis belongs to another account.
                0 imported, 3 there already, 1 refused

                """)
        #expect(try await machine.import(lines).status == 0)
        #expect(try await machine.run("user", "list").output == before)
    }

    @Test(arguments: TestEngine.allCases)
    func `The last of imported administrators stays, and the audit knows of all this`(
        engine: TestEngine
    ) async throws {
        let machine = try Machine(engine)
        let lines = ["a", "b"].map {
            #"{"email":"\#($0)@example.com","is_admin":true,"hashed_password":"\#(Self.hash)"}"#
        }
        #expect(try await machine.import(lines + [#"{"email":"c@example.com"}"#]).status == 0)
        #expect(try await machine.run("user", "delete", "a@example.com", "--yes").status == 0)
        let refused = try await machine.run("user", "delete", "b@example.com", "--yes")
        #expect(refused.status == 65 && refused.errors.contains("last active administrator"))

        let service = try await Service(machine.environment, in: machine.folder)
        let token = try await service.logIn("b@example.com")
        let entries = try await service.send("GET", "/api/v1/admin/audit?event=users_imported", token: token).body
        let details = try #require(JSONSerialization.jsonObject(with: entries) as? [[String: Any]])
        #expect(details.count == 2 && String(decoding: entries, as: UTF8.self).contains(#""stored":"3""#))
        let grants = try await service.send("GET", "/api/v1/admin/audit?event=authz_change", token: token).body
        #expect((try JSONSerialization.jsonObject(with: grants) as? [Any])?.count == 2)
    }

    @Test(arguments: TestEngine.allCases)
    func `An import that was killed is finished by the next one, each account there once`(
        engine: TestEngine
    ) async throws {
        let machine = try Machine(engine)
        let count = 12_000
        let lines = (0..<count).map { #"{"email":"user\#($0)@example.com","username":"User \#($0)"}"# }
        try lines.joined(separator: "\n").write(
            to: machine.folder.url.appending(path: "accounts.ndjson"), atomically: true, encoding: .utf8)
        let program = try Program(
            ["import", "accounts.ndjson"], environment: machine.environment, folder: machine.folder.url)
        try await poll("the first accounts") {
            try await machine.run("user", "list", "--limit", "1").output.contains("1 of ") ? true : nil
        }
        program.send(SIGKILL)
        let killed = try await program.outcome()
        #expect(killed.status == SIGKILL && killed.output.isEmpty)

        let again = try await machine.run("import", "accounts.ndjson")
        #expect(again.status == 0, "\(again.errors)")
        let total = try #require(again.output.split(separator: "\n").last)
        let numbers = total.matches(of: /\d+/).compactMap { Int($0.output) }
        #expect(
            numbers.count == 3 && numbers[0] + numbers[1] == count && numbers[1] >= 1 && numbers[2] == 0, "\(total)")
        #expect(try await machine.run("user", "list", "--limit", "1").output.contains("1 of \(count)\n"))
        #expect(try await machine.run("store", "check").output.hasSuffix("\(count) documents, 0 problems\n"))
    }

    @Test func `A file that is not there is told in a line`() async throws {
        let folder = try Folder()
        let outcome = try await Program.run(["import", "nothing.ndjson"], folder: folder.url)
        #expect(outcome.status == 64 && outcome.output.isEmpty)
        #expect(outcome.errors == "users: nothing.ndjson can't be read: No such file or directory\n")
    }

    @Test func `A file without accounts is imported at once`() async throws {
        let folder = try Folder()
        let outcome = try await Program.run(["import", "-"], folder: folder.url, input: "\n \r\n\n")
        #expect(outcome.status == 0 && outcome.output == "0 imported, 0 there already, 0 refused\n")
    }
}

extension Machine {
    fileprivate func `import`(_ lines: [String]) async throws -> Program.Outcome {
        try await run("import", input: lines.joined(separator: "\n") + "\n")
    }
}
