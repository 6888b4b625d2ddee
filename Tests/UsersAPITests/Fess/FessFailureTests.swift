import Accounts
import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct FessFailureTests {
    private static let unknown = "65f0c0ffee65f0c0ffee65f0"
    private static let password = JSONValue.string(TestClient.password)

    private static let invalidNew: [(body: [String: JSONValue], message: String)] = [
        ([:], "name: This field is required. password: This field is required."),
        (["name": "x"], "password: This field is required."),
        (["name": " ", "password": password], "name: The user name must not be empty."),
        (["name": 1, "password": password], "name: This must be a string, not an integer."),
        (["name": "x", "password": "short"], "password: "),
        (["name": "x", "password": ""], "password: "),
        (["name": "x", "password": .null], "password: This can't be null."),
        (
            ["name": "x", "password": password, "confirmPassword": "another"],
            "confirmPassword: This is not the password."
        ),
        (["name": "x", "password": password, "confirm_password": ""], "confirmPassword: This is not the password."),
        (["name": "x", "password": password, "mail": "nobody"], "mail: This is not an e-mail address."),
        (["name": "x", "password": password, "surname": .string(.init(repeating: "x", count: 151))], "surname: "),
        (["name": "x", "password": password, "pager": .string(.init(repeating: "x", count: 1025))], "pager: "),
        (["name": "x", "password": password, "preferredLanguage": .string(.init(repeating: "x", count: 36))], "pref"),
        (["name": "x", "password": password, "attributes": ["title": 1]], "attributes.title: This must be a string"),
        (["name": "x", "password": password, "roles": "user"], "roles: This must be an array"),
        (["name": "x", "password": password, "groups": [""]], "groups: "),
        (["name": "x\u{0}", "password": password], "name: The character U+0000 is not allowed."),
    ]

    @Test(arguments: invalidNew)
    func `A new user who breaks a rule is refused by a message`(
        body: [String: JSONValue], message: String
    ) async throws {
        let client = try await TestClient.fess(.sqlite)
        let admin = try await client.makeAdmin("admin@example.com").bearer
        let answer = try await client.fess(.post, "/setting", .object(body), as: admin)
        #expect(answer.outcome == "400 1" && answer.message?.hasPrefix(message) == true, "\(answer.json)")
        #expect(try await client.fessNames("", as: admin) == ["admin@example.com"])
    }

    @Test func `A change that breaks a rule, or of nobody, is refused`() async throws {
        let client = try await TestClient.fess(.sqlite)
        let admin = try await client.makeAdmin("admin@example.com").bearer
        let id = try await client.makeFessUser("jane", ["mail": "jane@example.com"], as: admin)
        let cases: [([String: JSONValue], String)] = [
            (["versionNo": 1], "400 1"), (["id": .string(id)], "400 1"),
            (["id": .string(id), "versionNo": .null, "version_no": .null], "400 1"),
            (["id": .string(id), "versionNo": "1"], "400 1"), (["id": .string(id), "versionNo": 0], "409 1"),
            (["id": .string(id), "versionNo": 2], "409 1"), (["id": .string(id), "version_no": 2], "409 1"),
            (["id": .string(id), "versionNo": 1, "mail": ""], "400 1"),
            (["id": .string(id), "versionNo": 1, "password": "short"], "400 1"),
            (["id": .string(id), "versionNo": 1, "confirmPassword": "alone, and long"], "400 1"),
            (["id": .string(id), "versionNo": 1, "mail": "admin@example.com"], "409 1"),
            (["id": .string(Self.unknown), "versionNo": 1], "404 1"), (["id": "jane", "versionNo": 1], "404 1"),
        ]
        let before = try await client.fessUser(id, as: admin)
        for (body, outcome) in cases {
            let answer = try await client.fess(.put, "/setting", .object(body), as: admin)
            #expect(answer.outcome == outcome && answer.message?.isEmpty == false, "\(body): \(answer.json)")
        }
        let stale = try await client.fess(.put, "/setting", ["id": .string(id), "versionNo": 7], as: admin)
        #expect(stale.message == "The user has changed since this \"versionNo\". Read it again.")
        for (method, path) in [
            (HTTPRequest.Method.get, Self.unknown), (.get, "x"), (.delete, Self.unknown), (.delete, "x"),
        ] {
            #expect(try await client.fess(method, "/setting/\(path)", as: admin).outcome == "404 1")
        }
        #expect(try await client.fessUser(id, as: admin) == before)
    }

    @Test func `What is no proper request is told in the same envelope`() async throws {
        let client = try await TestClient.fess(.sqlite)
        let admin = try await client.makeAdmin("admin@example.com").bearer
        let requests: [(HTTPRequest.Method, String, String, String, String)] = [
            (.post, "/setting", "{", "application/json", "400 1"), (.post, "/setting", "", "application/json", "400 1"),
            (.post, "/setting", "[]", "application/json", "400 1"),
            (.post, "/setting?x=1", "{}", "application/json", "400 1"),
            (.put, "/settings", "size=1", "application/x-www-form-urlencoded", "415 1"),
            (.get, "/settings", "{", "application/json", "400 1"),
            (.patch, "/setting", "{}", "application/json", "405 1"),
            (.post, "/setting/\(Self.unknown)", "{}", "application/json", "405 1"),
        ]
        for (method, path, body, type, outcome) in requests {
            let answer = try await client.send(
                method, "/api/admin/user" + path, bytes: Array(body.utf8),
                fields: [.authorization: admin, .contentType: type])
            #expect(answer.outcome == outcome && answer.message?.isEmpty == false, "\(method) \(path): \(answer.json)")
            #expect(answer.response?["version"] == "1.2.3" && answer.fields[.contentType] == "application/json")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `Administrators and managers of users may, by their token with or without its scheme`(
        engine: TestEngine
    ) async throws {
        let client = try await TestClient.fess(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let jane = try await client.makeUser("jane@example.com")
        _ = try await client.makeAccount(
            "manager@example.com", ["permissions": ["can.manage_users"], "password": Self.password], by: admin)
        let manager = try await client.logIn("manager@example.com")
        let service = try await client.serviceToken(["can.manage_users"], by: admin)
        for token in [admin.token, manager.token, service, try await client.foreignToken(for: admin.id)] {
            for authorization in [token, "Bearer \(token)", "bearer \(token)"] {
                #expect(try await client.fess(.get, "/settings", as: authorization).outcome == "200 0")
            }
        }
        let introspecting = try await client.serviceToken(["can.introspect"], by: admin)
        let body: JSONValue = ["id": .string(jane.id), "name": "x", "password": Self.password, "versionNo": 1]
        let requests: [(HTTPRequest.Method, String, JSONValue?)] = [
            (.get, "/settings", nil), (.put, "/settings", nil), (.get, "/setting/\(jane.id)", nil),
            (.post, "/setting", body), (.put, "/setting", body), (.delete, "/setting/\(jane.id)", nil),
        ]
        for (method, path, body) in requests {
            for authorization in [jane.token, jane.bearer, introspecting] {
                #expect(try await client.fess(method, path, body, as: authorization).outcome == "403 3")
            }
            for authorization in ["", "Bearer", "nonsense", "Basic YTpi", "Bearer x y", "Token \(admin.token)"] {
                let answer = try await client.fess(method, path, body, as: authorization)
                #expect(answer.outcome == "401 3" && answer.fields[.wwwAuthenticate]?.hasPrefix("Bearer") == true)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `Who manages users grants no privilege, and changes nobody who has one`(engine: TestEngine) async throws {
        let client = try await TestClient.fess(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let service = try await client.serviceToken(["can.manage_users"], by: admin)
        let new: JSONValue = ["name": "joe", "password": Self.password, "roles": ["ADMIN"]]
        #expect(try await client.fess(.post, "/setting", new, as: service).outcome == "403 3")
        let id = try await client.makeFessUser("jane", ["roles": ["user"]], as: service)
        let grant: JSONValue = ["id": .string(id), "versionNo": 1, "roles": ["user", "admin"]]
        #expect(try await client.fess(.put, "/setting", grant, as: service).outcome == "403 3")
        let change: JSONValue = ["id": .string(admin.id), "versionNo": 1, "title": "Dr."]
        #expect(try await client.fess(.put, "/setting", change, as: service).outcome == "403 3")
        #expect(try await client.fess(.delete, "/setting/\(admin.id)", as: service).outcome == "403 3")
        let allowed: JSONValue = ["id": .string(id), "versionNo": 1, "roles": ["editor"]]
        #expect(try await client.fess(.put, "/setting", allowed, as: service).outcome == "200 0")
        #expect(try await client.fess(.delete, "/setting/\(id)", as: service).outcome == "200 0")
    }

    @Test(arguments: TestEngine.allCases)
    func `The last administrator stays, and nobody deletes themselves`(engine: TestEngine) async throws {
        let client = try await TestClient.fess(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let demotion: JSONValue = ["id": .string(admin.id), "versionNo": 1, "roles": ["user"]]
        let demoted = try await client.fess(.put, "/setting", demotion, as: admin.bearer)
        #expect(demoted.outcome == "409 1" && demoted.message?.contains("last active administrator") == true)
        let own = try await client.fess(.delete, "/setting/\(admin.id)", as: admin.bearer)
        #expect(own.outcome == "409 1" && own.message == "Administrators can't delete their own account here.")
        let service = try await client.serviceToken(["can.manage_users", "can.manage_admins"], by: admin)
        let last = try await client.fess(.delete, "/setting/\(admin.id)", as: service)
        #expect(last.outcome == "409 1" && last.message == demoted.message)
        #expect(try await client.fessUser(admin.id, as: service)["roles"] == ["admin"])
    }

    @Test(arguments: TestEngine.allCases)
    func `An administrator of another namespace sees and makes users there alone`(engine: TestEngine) async throws {
        let client = try await TestClient.fess(engine)
        let root = try await client.makeAdmin("root@example.com")
        let tenant = try await client.makeAdmin("tenant@example.com", namespace: "tenant")
        let mine = try await client.makeFessUser("jane", as: root.bearer)
        let theirs = try await client.makeFessUser("jane", as: tenant.bearer)
        #expect(try await client.fessNames("", as: tenant.bearer) == ["jane", "tenant@example.com"])
        #expect(try await client.fess(.get, "/setting/\(mine)", as: tenant.bearer).outcome == "404 1")
        #expect(try await client.fess(.delete, "/setting/\(mine)", as: tenant.bearer).outcome == "404 1")
        #expect(try await client.fess(.get, "/settings?id=\(mine)", as: tenant.bearer).response?["total"] == 0)
        #expect(try await client.fessUser(theirs, as: tenant.bearer)["name"] == "jane")
        _ = try await client.logIn("jane", namespace: "tenant")
    }
}
