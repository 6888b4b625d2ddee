import Foundation
import Testing

@Suite struct CreateAdminTests {
    @Test(arguments: TestEngine.allCases)
    func `An administrator is made beside the running service`(engine: TestEngine) async throws {
        let folder = try Folder()
        let environment = try engine.environment().merging(["PASSWORD_HASH": "bcrypt:4"]) { $1 }
        let service = try await Service(environment, in: folder)
        let arguments = ["create-admin", "--email", "root@example.com", "--username", "root", "--password-stdin"]
        let made = try await Program.run(
            arguments, environment: environment, folder: folder.url, input: "\(Service.password)\n")
        #expect(made.status == 0 && made.output.contains("root@example.com"), "\(made.errors)")
        let token = try await service.logIn("root@example.com")
        #expect(try await service.send("GET", "/api/v1/admin/users", token: token).status == 200)

        let again = try await Program.run(
            arguments, environment: environment, folder: folder.url, input: "\(Service.password)\n")
        #expect(again.status == 65 && again.errors == "users: the e-mail address belongs to another account\n")
    }

    @Test(arguments: [("short\n", 65, "password: "), ("", 64, "--password-stdin: standard input is empty")])
    func `A password that is no good is one line`(input: String, status: Int32, line: String) async throws {
        let folder = try Folder()
        let outcome = try await Program.run(
            ["create-admin", "--email", "root@example.com", "--password-stdin"], folder: folder.url, input: input)
        #expect(outcome.status == status && outcome.errors.hasPrefix("users: \(line)"), "\(outcome.errors)")
    }

    @Test func `Without a terminal and without the option it says what to do`() async throws {
        let folder = try Folder()
        let outcome = try await Program.run(["create-admin", "--email", "root@example.com"], folder: folder.url)
        #expect(outcome.status == 64 && outcome.errors.contains("--password-stdin"))
    }

    @Test func `The settings make the first administrator, once`() async throws {
        let folder = try Folder()
        for password in [Service.password, "a password that comes too late"] {
            let environment = ["ADMIN_EMAIL": "root@example.com", "ADMIN_PASSWORD": password]
            let service = try await Service(environment, in: folder)
            let token = try await service.logIn("root@example.com")
            #expect(try await service.send("GET", "/api/v1/admin/users", token: token).status == 200)
            service.program.send(SIGTERM)
            #expect(try await service.program.outcome().status == 0)
        }
    }
}
