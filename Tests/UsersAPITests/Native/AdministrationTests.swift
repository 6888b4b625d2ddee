import Accounts
import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct AdministrationTests {
    @Test(arguments: TestEngine.allCases)
    func `An administrator makes, reads, changes and deletes users`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let created = try await client.send(
            .post, "/api/v1/admin/users",
            [
                "email": "jane@example.com", "username": "Jane", "password": .string(TestClient.password),
                "roles": ["editor", "editor", "admin"], "groups": ["staff"], "permissions": ["can.introspect"],
                "display_name": "J",
            ], token: admin.token)
        #expect(created.status == .created)
        #expect(created.json["roles"] == ["editor"] && created.json["is_admin"] == true)
        let id = try #require(created.json["id"]?.text)
        #expect(created.fields[.location] == "/api/v1/admin/users/\(id)")
        let read = try await client.send(.get, "/api/v1/admin/users/\(id.uppercased())/", token: admin.token)
        #expect(read.json == created.json)

        for (number, method) in [HTTPRequest.Method.put, .patch].enumerated() {
            let changed = try await client.send(
                method, "/api/v1/admin/users/\(id)",
                ["is_admin": .boolean(number == 1), "email_verified": true, "permissions": []], token: admin.token)
            #expect(changed.status == .ok && changed.json["is_admin"] == .boolean(number == 1))
            #expect(changed.json["email_verified"] == true && changed.json["permissions"] == nil)
            #expect(changed.json["groups"] == ["staff"])
        }
        #expect(try await client.send(.delete, "/api/v1/admin/users/\(id)", token: admin.token).status == .noContent)
        #expect(try await client.send(.get, "/api/v1/admin/users/\(id)", token: admin.token).code == "not_found")
        #expect(try await client.send(.delete, "/api/v1/admin/users/\(id)", token: admin.token).code == "not_found")
    }

    @Test(arguments: TestEngine.allCases)
    func `A user made without a password can't log in`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let created = try await client.send(
            .post, "/api/v1/admin/users", ["email": "jane@example.com", "username": "Jane"], token: admin.token)
        #expect(created.status == .created)
        let login = try await client.send(
            .post, "/api/v1/auth/login", ["email": "jane@example.com", "password": "anything at all"])
        #expect(login.code == "invalid_credentials")
    }

    @Test(arguments: [
        ("GET", "/api/v1/admin/users"), ("POST", "/api/v1/admin/users"),
        ("GET", "/api/v1/admin/users/65f0c0ffee65f0c0ffee65f0"),
        ("PUT", "/api/v1/admin/users/65f0c0ffee65f0c0ffee65f0"),
        ("PATCH", "/api/v1/admin/users/65f0c0ffee65f0c0ffee65f0"),
        ("DELETE", "/api/v1/admin/users/65f0c0ffee65f0c0ffee65f0"),
    ])
    func `The routes are for administrators alone`(method: String, path: String) async throws {
        let client = try await TestClient(.sqlite)
        let user = try await client.makeUser("jane@example.com")
        let method = try #require(HTTPRequest.Method(method))
        #expect(try await client.send(method, path, [:]).code == "token_missing")
        #expect(try await client.send(method, path, [:], token: user.token).code == "forbidden")
    }

    @Test(arguments: ["65f0c0ffee65f0c0ffee65f0", "x", "%00", "..%2F..", "65f0c0ffee65f0c0ffee65f", "%ff"])
    func `A malformed id is like an unknown one`(id: String) async throws {
        let client = try await TestClient(.sqlite)
        let admin = try await client.makeAdmin("admin@example.com")
        for method in [HTTPRequest.Method.get, .put, .patch, .delete] {
            let body: JSONValue? = method == .put || method == .patch ? [:] : nil
            let answer = try await client.send(method, "/api/v1/admin/users/\(id)", body, token: admin.token)
            #expect(answer.code == "not_found")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `The last active administrator stays, also under two demotions at once`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let first = try await client.makeAdmin("first@example.com")
        let path = "/api/v1/admin/users/"
        for change: JSONValue in [["is_admin": false], ["is_active": false]] {
            #expect(try await client.send(.patch, path + first.id, change, token: first.token).code == "last_admin")
        }
        #expect(try await client.send(.delete, "/api/v1/users/me", token: first.token).code == "last_admin")
        #expect(try await client.send(.delete, path + first.id, token: first.token).code == "own_account")

        for round in 0..<5 {
            let second = try await client.makeAdmin("second\(round)@example.com")
            async let one = client.send(.patch, path + first.id, ["is_admin": false], token: second.token)
            async let two = client.send(.patch, path + second.id, ["is_admin": false], token: first.token)
            let outcomes = [try await one, try await two]
            // The slower one is refused: nobody else is left, or the caller is no administrator any more.
            #expect(outcomes.count { $0.status == .ok } == 1, "\(outcomes.map(\.json))")
            guard outcomes[0].status == .ok else { continue }
            let restored = try await client.send(.patch, path + first.id, ["is_admin": true], token: second.token)
            #expect(restored.status == .ok)
            #expect(
                try await client.send(.patch, path + second.id, ["is_admin": false], token: second.token).status == .ok)
        }
        #expect(try await client.send(.get, "/api/v1/admin/users", token: first.token).status == .ok)
    }

    @Test(arguments: TestEngine.allCases)
    func `No storm of promotions and demotions leaves a namespace without an administrator`(
        engine: TestEngine
    ) async throws {
        let client = try await TestClient(engine)
        let root = try await client.makeAdmin("root@example.com")
        _ = try await client.makeUser("taken@example.com", namespace: "n0")
        let path = "/api/v1/admin/users/"
        for round in 0..<20 {
            let namespace = "n\(round)"
            let admin = try await client.makeAdmin("admin@example.com", namespace: namespace)
            let other = try await client.makeUser("other@example.com", namespace: namespace)
            let storm: [JSONValue] = [
                ["is_admin": true], ["is_admin": false], ["is_admin": true], ["is_admin": false],
                ["is_admin": false, "email": "taken@example.com"],
            ]
            await withTaskGroup(of: Void.self) { group in
                for change in storm {
                    group.addTask { _ = try? await client.send(.patch, path + other.id, change, token: root.token) }
                }
            }
            _ = try await client.send(.patch, path + other.id, ["is_admin": false], token: root.token)
            _ = try await client.send(.delete, path + admin.id, token: root.token)
            let left = try await client.send(
                .get, "/api/v1/admin/users?namespace=\(namespace)&is_admin=true&is_active=true", token: root.token)
            #expect(left.json.elements.count >= 1, "\(namespace)")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `Who manages users without being an administrator gains nothing`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let manager = try await client.makeUser("manager@example.com")
        let user = try await client.makeUser("jane@example.com")
        let path = "/api/v1/admin/users/"
        let granted = try await client.send(
            .patch, path + manager.id, ["permissions": ["can.manage_users"]], token: admin.token)
        #expect(granted.status == .ok)
        let attacks: [(HTTPRequest.Method, String, JSONValue?)] = [
            (.patch, path + user.id, ["is_admin": true]), (.patch, path + user.id, ["roles": ["admin"]]),
            (.patch, path + user.id, ["permissions": ["can.introspect"]]),
            (.patch, path + manager.id, ["is_admin": true]), (.patch, path + manager.id, ["first_name": "Me"]),
            (.patch, path + admin.id, ["password": "a stolen account"]), (.delete, path + admin.id, nil),
            (.put, path + admin.id, ["is_active": false]),
            (.post, "/api/v1/admin/users", ["email": "x@example.com", "username": "x", "is_admin": true]),
        ]
        for (method, target, body) in attacks {
            let answer = try await client.send(method, target, body, token: manager.token)
            #expect(answer.code == "forbidden", "\(method) \(target)")
        }
        #expect(try await client.send(.patch, path + user.id, ["first_name": "J"], token: manager.token).status == .ok)
        #expect(try await client.send(.delete, path + user.id, token: manager.token).status == .noContent)
    }

    @Test(arguments: TestEngine.allCases)
    func `An administrator of a tenant knows of that tenant alone`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let root = try await client.makeAdmin("root@example.com")
        let tenant = try await client.makeAdmin("admin@example.com", namespace: "tenant")
        let outsider = try await client.makeUser("jane@example.com")
        let insider = try await client.makeUser("jane@example.com", namespace: "tenant")
        let path = "/api/v1/admin/users/"
        #expect(try await client.send(.get, path + insider.id, token: tenant.token).status == .ok)
        #expect(try await client.send(.get, path + outsider.id, token: tenant.token).code == "not_found")
        #expect(try await client.send(.delete, path + outsider.id, token: tenant.token).code == "not_found")
        #expect(try await client.send(.get, path + insider.id, token: root.token).status == .ok)
        let list = try await client.send(.get, "/api/v1/admin/users", token: tenant.token)
        #expect(list.json.elements.count == 2 && list.fields[.xTotalCount] == "2")
        #expect(
            try await client.send(.get, "/api/v1/admin/users?namespace=default", token: tenant.token).code
                == "forbidden")
        let all = try await client.send(.get, "/api/v1/admin/users", token: root.token)
        #expect(all.fields[.xTotalCount] == "4")
        let chosen = try await client.send(.get, "/api/v1/admin/users?namespace=tenant", token: root.token)
        #expect(chosen.fields[.xTotalCount] == "2")
    }

    @Test(arguments: ["permissions", "roles"])
    func `Names that are not known are refused`(field: String) async throws {
        let client = try await TestClient(.sqlite)
        let admin = try await client.makeAdmin("admin@example.com")
        let body: JSONValue = field == "roles" ? ["roles": ["admin"], "is_admin": false] : ["permissions": ["can.fly"]]
        let answer = try await client.send(.patch, "/api/v1/admin/users/\(admin.id)", body, token: admin.token)
        #expect(answer.status == .unprocessableContent && answer.problemFields == [field])
    }
}
