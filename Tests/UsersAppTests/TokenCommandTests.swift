import Foundation
import Testing

@Suite struct TokenCommandTests {
    @Test(arguments: TestEngine.allCases)
    func `A service token is made, listed and revoked beside the running service`(engine: TestEngine) async throws {
        let folder = try Folder()
        let environment = try engine.environment()
        let service = try await Service(environment, in: folder)
        func run(_ arguments: String...) async throws -> Program.Outcome {
            try await Program.run(["token"] + arguments, environment: environment, folder: folder.url)
        }
        #expect(try await run("list").output.isEmpty)
        let made = try await run("create", "--name", "billing", "--permission", "Radmin-api", "--days", "2")
        #expect(made.status == 0 && made.errors.isEmpty, "\(made.errors)")
        let text = try String(#require(made.output.wholeMatch(of: /(usr_[0-9a-f]{64})\n/), "\(made.output)").1)
        #expect(try await service.send("GET", "/api/v1/admin/users", token: text).status == 200)

        let list = try await run("list")
        let line = /([0-9a-f]{24})\t(20\S+Z)\tdefault\tcan\.manage_users,can\.manage_admins\tbilling\n/
        let match = try #require(list.output.wholeMatch(of: line), "\(list.output)")
        #expect(list.status == 0 && !list.output.contains(text))

        let id = String(match.1)
        let revoked = try await run("revoke", id)
        #expect(revoked.status == 0 && revoked.output == "The token \(id) is revoked.\n")
        #expect(try await service.send("GET", "/api/v1/admin/users", token: text).status == 401)
        #expect(try await run("list").output.isEmpty)
        let again = try await run("revoke", id)
        #expect(again.status == 65 && again.errors == "users: there is no token \(id)\n" && again.output.isEmpty)
    }

    @Test func `A token of a tenant sees that tenant alone`() async throws {
        let folder = try Folder()
        let service = try await Service([:], in: folder)
        #expect(try await service.register("jane@example.com").status == 201)
        let arguments = ["token", "create", "--name", "x", "--permission", "can.manage_users", "--namespace", "tenant"]
        let made = try await Program.run(arguments, folder: folder.url)
        let text = made.output.trimmingCharacters(in: .newlines)
        let list = try await service.send("GET", "/api/v1/admin/users", token: text)
        #expect(list.status == 200 && list.fields["x-total-count"] == "0")
    }

    @Test(arguments: [
        (["create", "--name", "x", "--permission", "can.fly"], 65, "users: permissions: Known permissions are "),
        (["create", "--name", " ", "--permission", "can.introspect"], 65, "users: name: "),
        (["create", "--name", "x", "--permission", "can.introspect", "--namespace", "Ü"], 65, "users: namespace: "),
        (["create", "--name", "x"], 64, "Error: "), (["create", "--permission", "can.introspect"], 64, "Error: "),
        (["create", "--name", "x", "--permission", "can.introspect", "--days", "0"], 64, "Error: --days takes "),
        (["create", "--name", "x", "--permission", "can.introspect", "--days", "3651"], 64, "Error: --days takes "),
        (["revoke", "x"], 64, "users: x is not a token's id\n"), (["revoke"], 64, "Error: "),
    ])
    func `A command that can't be is told in words`(arguments: [String], status: Int32, line: String) async throws {
        let folder = try Folder()
        let outcome = try await Program.run(["token"] + arguments, folder: folder.url)
        #expect(outcome.status == status && outcome.errors.hasPrefix(line), "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
    }

    @Test(arguments: TestEngine.allCases)
    func `A token that is read from standard input is judged by the keys`(engine: TestEngine) async throws {
        let folder = try Folder()
        let environment = try engine.environment().merging(["ACCESS_TOKEN_TTL": "1s"]) { $1 }
        let service = try await Service(environment, in: folder)
        #expect(try await service.register("jane@example.com").status == 201)
        let login = try await service.send(
            "POST", "/api/v1/auth/login", ["email": "jane@example.com", "password": Service.password])
        let access = try #require(login.json["access_token"] as? String)
        let refresh = try #require(login.json["refresh_token"] as? String)
        func verify(_ input: String) async throws -> Program.Outcome {
            try await Program.run(["token", "verify"], environment: environment, folder: folder.url, input: input)
        }
        let good = try await verify("\(refresh)\n")
        let claims = try JSONSerialization.jsonObject(with: Data(good.output.utf8)) as? [String: Any]
        #expect(good.status == 0 && good.errors.isEmpty && claims?["token_type"] as? String == "refresh")
        #expect(claims?["iss"] as? String == "users")

        try await poll("the access token's end") {
            try await service.send("GET", "/api/v1/users/me", token: access).status == 401 ? () : nil
        }
        let expired = try await verify(access)
        #expect(expired.status == 1 && expired.output == "The token is no good: it has expired.\n")
        let foreign = try await Service(
            ["JWT_SECRET_KEY": "another secret that is used in tests alone"], in: try Folder())
        #expect(try await foreign.register("jane@example.com").status == 201)
        for bad in [try await foreign.logIn("jane@example.com"), "garbage", "usr_x", access + "x", "..", " "] {
            let outcome = try await verify("\(bad)\n")
            #expect(outcome.status == 1 && outcome.errors.isEmpty, "\(outcome.errors)")
            #expect(
                outcome.output == "The token is no good: it is none, or none of these keys signed it for this "
                    + "issuer and audience.\n")
        }
        let empty = try await verify("")
        #expect(empty.status == 64 && empty.errors.hasPrefix("users: standard input is empty") && empty.output.isEmpty)
        // A token is a secret: other users of the machine read arguments.
        let argument = try await Program.run(["token", "verify", access], environment: environment, folder: folder.url)
        #expect(argument.status == 64 && argument.output.isEmpty)
    }

    @Test func `A good access token is told with its claims`() async throws {
        let folder = try Folder()
        let service = try await Service([:], in: folder)
        #expect(try await service.register("jane@example.com").status == 201)
        let token = try await service.logIn("jane@example.com")
        let outcome = try await Program.run(["token", "verify"], folder: folder.url, input: token)
        let claims = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        #expect(
            outcome.status == 0 && claims?["token_type"] as? String == "access" && claims?["is_admin"] as? Bool == false
        )
    }
}
