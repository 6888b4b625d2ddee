import Accounts
import DocumentStore
import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct EscalationTests {
    private static let users = "/api/v1/admin/users/"

    /// Everything that grants more than a manager of users has to give.
    private static let grants: [[String: JSONValue]] =
        [["is_admin": true], ["is_admin": true, "roles": []], ["is_admin": false, "roles": ["admin"]]]
        + ["can.manage_users", "can.manage_admins", "can.register_users", "can.introspect", "Radmin-api"].map {
            ["permissions": [.string($0)]]
        }
        + ["admin", "Admin", "ADMIN", " admin ", "\u{FF41}\u{FF44}\u{FF4D}\u{FF49}\u{FF4E}"].map {
            ["roles": ["editor", .string($0)]]
        }

    /// Changes that are harmless on a plain account, and a take-over or a lock-out on one that is trusted more.
    private static let changes: [[String: JSONValue]] = [
        ["password": "a stolen account"], ["email": "thief@example.com"], ["is_active": false], ["is_admin": false],
        ["permissions": []], ["roles": []], ["groups": ["x"]], ["first_name": "x"], ["email_verified": true], [:],
    ]

    private struct Scene {
        let client: TestClient
        let admin: TestUser
        let holder: TestUser
        let plain: TestUser
        /// A user who manages users, and a service that does.
        let manager: TestUser
        let service: String

        init(_ engine: TestEngine) async throws {
            client = try await TestClient(engine)
            admin = try await client.makeAdmin("admin@example.com")
            holder = try await client.makeUser("holder@example.com")
            plain = try await client.makeUser("plain@example.com")
            manager = try await client.makeUser("manager@example.com")
            for (user, permission) in [(holder, "can.introspect"), (manager, "can.manage_users")] {
                let granted = try await client.send(
                    .patch, users + user.id, ["permissions": [.string(permission)]], token: admin.token)
                #expect(granted.status == .ok)
            }
            service = try await client.serviceToken(["can.manage_users", "can.introspect"], by: admin)
        }

        /// What is stored of an account, as an administrator sees it.
        func look(at user: TestUser) async throws -> JSONValue {
            try await client.send(.get, users + user.id, token: admin.token).json
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `Who manages users grants nothing to anybody`(engine: TestEngine) async throws {
        let scene = try await Scene(engine)
        let (client, manager, plain) = (scene.client, scene.manager, scene.plain)
        let before = [try await scene.look(at: manager), try await scene.look(at: plain)]
        for token in [manager.token, scene.service] {
            for grant in Self.grants {
                let fields = ["email": "new@example.com", "username": "New"].merging(grant) { $1 }
                let made = try await client.send(.post, "/api/v1/admin/users", .object(fields), token: token)
                #expect(made.code == "forbidden", "\(grant)")
                for method in [HTTPRequest.Method.patch, .put] {
                    for user in [manager, plain] {
                        let answer = try await client.send(method, Self.users + user.id, .object(grant), token: token)
                        #expect(answer.code == "forbidden", "\(method) \(grant)")
                    }
                }
            }
            let ways: [(HTTPRequest.Method, String, JSONValue?)] = [
                (.get, "/api/v1/admin/tokens", nil), (.delete, "/api/v1/admin/tokens/\(plain.id)", nil),
                (
                    .post, "/api/v1/admin/tokens",
                    [
                        "name": "x", "permissions": ["can.manage_admins"],
                        "expires_at": .string((client.clock.now + .seconds(60)).rfc3339),
                    ]
                ),
            ]
            for (method, path, body) in ways {
                #expect(try await client.send(method, path, body, token: token).code == "forbidden", "\(path)")
            }
        }
        #expect([try await scene.look(at: manager), try await scene.look(at: plain)] == before)
        let list = try await client.send(.get, "/api/v1/admin/users?q=new@", token: scene.admin.token)
        #expect(list.json == [])
    }

    @Test(arguments: TestEngine.allCases)
    func `Who manages users takes over nobody who is trusted more`(engine: TestEngine) async throws {
        let scene = try await Scene(engine)
        let client = scene.client
        for token in [scene.manager.token, scene.service] {
            for target in [scene.admin, scene.holder, scene.manager] {
                let before = try await scene.look(at: target)
                for change in Self.changes {
                    for method in [HTTPRequest.Method.patch, .put] {
                        let answer = try await client.send(
                            method, Self.users + target.id, .object(change), token: token)
                        #expect(answer.code == "forbidden", "\(method) \(change)")
                    }
                }
                let ended = try await client.send(.delete, "\(Self.users)\(target.id)/sessions", token: token)
                #expect(ended.code == "forbidden")
                let deleted = try await client.send(.delete, Self.users + target.id, token: token)
                let isOwn = target.id == scene.manager.id && token == scene.manager.token
                #expect(deleted.code == (isOwn ? "own_account" : "forbidden"))
                #expect(try await scene.look(at: target) == before)
                #expect(try await client.send(.get, "/api/v1/users/me", token: target.token).status == .ok)
            }
        }
        for change in Self.changes {
            let email = change["email"] == nil ? change : ["email": "harmless@example.com"]
            let answer = try await client.send(
                .patch, Self.users + scene.plain.id, .object(email), token: scene.service)
            #expect(answer.status == .ok, "\(change)")
        }
        let ended = try await client.send(
            .delete, "\(Self.users)\(scene.plain.id)/sessions", token: scene.manager.token)
        #expect(ended.status == .noContent)
        let deleted = try await client.send(.delete, Self.users + scene.plain.id, token: scene.manager.token)
        #expect(deleted.status == .noContent)
    }

    @Test(arguments: TestEngine.allCases)
    func `Nobody raises themselves by their own routes`(engine: TestEngine) async throws {
        let scene = try await Scene(engine)
        for user in [scene.plain, scene.manager] {
            let before = try await scene.look(at: user)
            for grant in Self.grants {
                for method in [HTTPRequest.Method.patch, .put] {
                    let answer = try await scene.client.send(
                        method, "/api/v1/users/me", .object(grant), token: user.token)
                    #expect(answer.status == .ok && answer.json == before, "\(method) \(grant)")
                }
            }
            #expect(try await scene.look(at: user) == before)
        }
        let fields: [String: JSONValue] = [
            "email": "new@example.com", "username": "New", "password": .string(TestClient.password), "is_admin": true,
            "roles": ["admin"], "permissions": ["can.manage_users"], "email_verified": true,
        ]
        let made = try await scene.client.send(.post, "/api/v1/auth/register", .object(fields))
        #expect(made.json["is_admin"] == false && made.json["email_verified"] == false)
        #expect(made.json["roles"] == nil && made.json["permissions"] == nil)
        let mine = try await scene.client.send(.patch, "/api/v1/users/me", ["is_admin": true], token: scene.service)
        #expect(mine.code == "forbidden")
    }

    @Test(arguments: TestEngine.allCases)
    func `A service that manages administrators may do all of it, a user with that permission may not`(
        engine: TestEngine
    ) async throws {
        let scene = try await Scene(engine)
        let client = scene.client
        let granted = try await client.send(
            .patch, Self.users + scene.manager.id, ["permissions": ["Radmin-api"]], token: scene.admin.token)
        #expect(granted.json["permissions"] == ["can.manage_users", "can.manage_admins"])
        let raised = try await client.send(
            .patch, Self.users + scene.plain.id, ["is_admin": true], token: scene.manager.token)
        #expect(raised.code == "forbidden")

        let service = try await client.serviceToken(["Radmin-api"], by: scene.admin)
        for grant in Self.grants where grant["is_admin"] != false {
            let answer = try await client.send(.patch, Self.users + scene.plain.id, .object(grant), token: service)
            #expect(answer.status == .ok, "\(grant)")
            #expect(answer.json["is_admin"] == true && answer.json["roles"] ?? ["editor"] == ["editor"])
        }
        for change in Self.changes {
            let answer = try await client.send(.patch, Self.users + scene.holder.id, .object(change), token: service)
            #expect(answer.status == .ok, "\(change)")
        }
        #expect(try await client.send(.delete, Self.users + scene.plain.id, token: service).status == .noContent)
        #expect(try await client.send(.get, "/api/v1/admin/tokens", token: service).code == "forbidden")
        let alone = try await client.serviceToken(["can.manage_admins"], by: scene.admin)
        #expect(try await client.send(.get, "/api/v1/admin/users", token: alone).code == "forbidden")
    }

    @Test(arguments: TestEngine.allCases)
    func `Tenants know nothing of each other`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let root = try await client.makeAdmin("root@example.com")
        var admins: [String: TestUser] = [:]
        var users: [String: TestUser] = [:]
        var tokens: [String: String] = [:]
        for name in ["blue", "red"] {
            admins[name] = try await client.makeAdmin("admin@example.com", namespace: name)
            users[name] = try await client.makeUser("jane@example.com", namespace: name)
            let admin = try #require(admins[name])
            _ = try await client.serviceToken(["Radmin-api"], by: admin)
            let list = try await client.send(.get, "/api/v1/admin/tokens", token: admin.token)
            #expect(list.json.elements.map { $0["namespace"] } == [.string(name)])
            tokens[name] = try #require(list.json.elements.first?["id"]?.text)
        }
        let outsider = try await client.makeUser("jane@example.com")
        _ = try await client.serviceToken(["can.introspect"], by: root)
        let blue = try #require(admins["blue"])
        let red = try #require(users["red"])
        let service = try await client.serviceToken(["Radmin-api"], namespace: "blue", by: root)
        for token in [blue.token, service] {
            for target in [red, outsider, root] {
                let path = Self.users + target.id
                let ways: [(HTTPRequest.Method, String, JSONValue?)] = [
                    (.get, path, nil), (.patch, path, ["first_name": "x"]), (.put, path, ["is_admin": true]),
                    (.delete, path, nil), (.get, path + "/sessions", nil), (.delete, path + "/sessions", nil),
                ]
                for (method, path, body) in ways {
                    #expect(try await client.send(method, path, body, token: token).code == "not_found", "\(method)")
                }
                let audit = try await client.send(.get, "/api/v1/admin/audit?user_id=\(target.id)", token: token)
                if token == service { #expect(audit.code == "forbidden") } else { #expect(audit.json == []) }
            }
            for name in ["default", "red"] {
                let made = try await client.send(
                    .post, "/api/v1/admin/users",
                    ["email": "x@example.com", "username": "x", "namespace": .string(name)], token: token)
                #expect(made.code == "forbidden")
                let list = try await client.send(.get, "/api/v1/admin/users?namespace=\(name)", token: token)
                #expect(list.code == "forbidden")
            }
        }
        let revoked = try await client.send(
            .delete, "/api/v1/admin/tokens/\(try #require(tokens["red"]))", token: blue.token)
        #expect(revoked.code == "not_found")
        let foreign = try await client.send(
            .post, "/api/v1/admin/tokens",
            [
                "name": "x", "permissions": ["can.introspect"], "namespace": "red",
                "expires_at": .string((client.clock.now + .seconds(60)).rfc3339),
            ], token: blue.token)
        #expect(foreign.code == "forbidden")
        let seen = try await client.audit(by: blue)
        #expect(!seen.isEmpty && seen.allSatisfy { $0["namespace"] == "blue" })

        let all = try await client.audit(by: root)
        #expect(Set(all.compactMap { $0["namespace"]?.text }) == ["default", "blue", "red"])
        #expect(try await client.send(.get, "/api/v1/admin/tokens", token: root.token).json.elements.count == 4)
        #expect(try await client.send(.delete, Self.users + red.id, token: root.token).status == .noContent)
    }

    @Test(arguments: TestEngine.allCases)
    func `Each denial is audited, sixty a minute of one client`(engine: TestEngine) async throws {
        let client = try await TestClient(engine, limitsRates: true)
        let admin = try await client.makeAdmin("admin@example.com")
        let user = try await client.makeUser("jane@example.com")
        let address = "198.51.100.66"
        for _ in 0..<65 {
            let answer = try await client.send(.get, "/api/v1/admin/users", token: user.token, from: address)
            #expect(answer.code == "forbidden")
        }
        let service = try await client.serviceToken(["can.introspect"], by: admin)
        #expect(try await client.send(.get, "/api/v1/users/me", token: service, from: "::1").code == "forbidden")
        let entries = try await client.audit("&event=authz_fail", by: admin)
        #expect(entries.count { $0["ip"] == .string(address) } == 60)
        let own = entries.filter { $0["user_id"] == .string(user.id) }
        #expect(own.count == 60)
        #expect(own.allSatisfy { $0["actor"] == .string("user:\(user.id)") })
        #expect(own.allSatisfy { $0["details"] == ["path": "/api/v1/admin/users"] })
        let byService = try #require(entries.first)
        #expect(byService["user_id"] == .null && byService["actor"]?.text?.hasPrefix("service_token:") == true)
        client.clock.advance(by: .seconds(1))
        for _ in 0..<2 { _ = try await client.send(.get, "/api/v1/admin/users", token: user.token, from: address) }
        #expect(try await client.audit("&event=authz_fail", by: admin).count == 62)
    }
}
