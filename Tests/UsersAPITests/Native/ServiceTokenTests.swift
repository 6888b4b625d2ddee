import Accounts
import DocumentStore
import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct ServiceTokenTests {
    private static let path = "/api/v1/admin/tokens"

    @Test(arguments: TestEngine.allCases)
    func `A token is shown once, listed without its text, and revoked at once`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("root@example.com")
        let expiry = (client.clock.now + .seconds(3600)).rfc3339
        let made = try await client.makeServiceToken(["Radmin-api"], by: admin)
        let (id, text) = (try made.id, try #require(made.json["token"]?.text))
        #expect(made.status == .created && made.fields[.location] == "\(Self.path)/\(id)")
        #expect(made.fields[.cacheControl] == "no-store")
        #expect(text.wholeMatch(of: /usr_[0-9a-f]{64}/) != nil)
        let shown: JSONValue = [
            "id": .string(id), "name": "billing", "namespace": "default", "expires_at": .string(expiry),
            "permissions": ["can.manage_users", "can.manage_admins"], "created_at": .string(client.clock.now.rfc3339),
        ]
        let list = try await client.send(.get, Self.path, token: admin.token)
        #expect(list.json == [shown])
        #expect(try await client.send(.get, "/api/v1/admin/users", token: text).status == .ok)

        #expect(try await client.send(.delete, "\(Self.path)/\(id)", token: admin.token).status == .noContent)
        let refused = try await client.send(.get, "/api/v1/admin/users", token: text)
        #expect(refused.code == "token_invalid")
        #expect(refused.fields[.wwwAuthenticate]?.contains(#"error="invalid_token""#) == true)
        for gone in [id, "x"] {
            let answer = try await client.send(.delete, "\(Self.path)/\(gone)", token: admin.token)
            #expect(answer.code == "not_found")
        }
        #expect(try await client.send(.get, Self.path, token: admin.token).json == [])
        let audit = try await client.send(.get, "/api/v1/admin/audit", token: admin.token).json.elements
        for event in ["authn_token_created", "authn_token_revoked"] {
            let entry = audit.first { $0["event"] == .string(event) }
            #expect(entry?["details"] == ["token": .string(id)] && entry?["actor"] == .string("user:\(admin.id)"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `A token ends when it was said to`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("root@example.com")
        let made = try await client.makeServiceToken(["can.manage_users"], by: admin, lasting: .seconds(3600))
        let text = try #require(made.json["token"]?.text)
        client.clock.advance(by: .seconds(3599))
        #expect(try await client.send(.get, "/api/v1/admin/users", token: text).status == .ok)
        client.clock.advance(by: .seconds(1))
        #expect(try await client.send(.get, "/api/v1/admin/users", token: text).status == .unauthorized)
        let again = try await client.logIn("root@example.com")
        #expect(try await client.send(.get, Self.path, token: again.token).json == [])
    }

    @Test func `A description that breaks the rules names what is wrong`() async throws {
        let client = try await TestClient(.sqlite)
        let admin = try await client.makeAdmin("root@example.com")
        func after(_ seconds: Int) -> JSONValue { .string((client.clock.now + .seconds(seconds)).rfc3339) }
        let good: [String: JSONValue] = [
            "name": "billing", "permissions": ["can.introspect"], "expires_at": after(60),
        ]
        let cases: [(String, JSONValue?)] = [
            ("name", ""), ("name", " "), ("name", .string(String(repeating: "n", count: 151))), ("name", 1),
            ("name", nil), ("permissions", []), ("permissions", ["can.fly"]), ("permissions", ["admin"]),
            ("permissions", "can.introspect"), ("permissions", nil), ("expires_at", after(0)),
            ("expires_at", after(-1)),
            ("expires_at", after(3650 * 86_400 + 1)), ("expires_at", "tomorrow"), ("expires_at", nil),
            ("namespace", "Über"), ("namespace", ""),
        ]
        for (field, value) in cases {
            var body = good
            body[field] = value
            let answer = try await client.send(.post, Self.path, .object(body), token: admin.token)
            #expect(answer.status == .unprocessableContent, "\(field): \(String(describing: value))")
            #expect(answer.problemFields == [field], "\(field): \(String(describing: value))")
        }
        var longest = good
        longest["expires_at"] = after(3650 * 86_400)
        #expect(try await client.send(.post, Self.path, .object(longest), token: admin.token).status == .created)
        #expect(try await client.send(.get, Self.path, token: admin.token).json.elements.count == 1)
    }

    @Test(arguments: TestEngine.allCases)
    func `Who manages users without being an administrator has nothing to do with tokens`(
        engine: TestEngine
    ) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("root@example.com")
        let manager = try await client.makeUser("manager@example.com")
        let user = try await client.makeUser("jane@example.com")
        let granted = try await client.send(
            .patch, "/api/v1/admin/users/\(manager.id)", ["permissions": ["can.manage_users"]], token: admin.token)
        #expect(granted.status == .ok)
        let made = try await client.makeServiceToken(["Radmin-api"], by: admin)
        let service = try #require(made.json["token"]?.text)
        for token in [manager.token, service] {
            #expect(try await client.send(.get, "/api/v1/admin/users", token: token).status == .ok)
        }
        for token in [manager.token, service, user.token] {
            let caller = TestUser(id: "", token: token, refreshToken: "")
            #expect(try await client.send(.get, Self.path, token: token).code == "forbidden")
            #expect(try await client.makeServiceToken(["can.introspect"], by: caller).code == "forbidden")
            let deletion = try await client.send(.delete, "\(Self.path)/\(try made.id)", token: token)
            #expect(deletion.code == "forbidden")
        }
        #expect(try await client.send(.get, Self.path, token: admin.token).json.elements.count == 1)
    }

    @Test(arguments: TestEngine.allCases)
    func `A token of a tenant is made by its administrators, and sees it alone`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let root = try await client.makeAdmin("root@example.com")
        let tenant = try await client.makeAdmin("admin@example.com", namespace: "tenant")
        let insider = try await client.makeUser("jane@example.com", namespace: "tenant")
        let outsider = try await client.makeUser("jane@example.com")

        #expect(
            try await client.makeServiceToken(["can.introspect"], namespace: "default", by: tenant).code == "forbidden")
        let own = try await client.makeServiceToken(["can.manage_users"], by: tenant)
        #expect(own.status == .created && own.json["namespace"] == "tenant")
        let all = try await client.makeServiceToken(["can.manage_users"], by: root)
        let list = try await client.send(.get, Self.path, token: tenant.token)
        #expect(list.json.elements.compactMap { $0["id"] } == [.string(try own.id)])
        #expect(try await client.send(.get, Self.path, token: root.token).json.elements.count == 2)
        let foreign = try await client.send(.delete, "\(Self.path)/\(try all.id)", token: tenant.token)
        #expect(foreign.code == "not_found")

        let path = "/api/v1/admin/users"
        let text = try #require(own.json["token"]?.text)
        #expect(try await client.send(.get, "\(path)/\(insider.id)", token: text).status == .ok)
        #expect(try await client.send(.get, "\(path)/\(outsider.id)", token: text).code == "not_found")
        #expect(try await client.send(.delete, "\(path)/\(outsider.id)", token: text).code == "not_found")
        #expect(try await client.send(.get, path, token: text).fields[.xTotalCount] == "2")
        #expect(try await client.send(.get, "\(path)?namespace=default", token: text).code == "forbidden")
        let everywhere = try #require(all.json["token"]?.text)
        #expect(try await client.send(.get, path, token: everywhere).fields[.xTotalCount] == "4")
        #expect(try await client.send(.delete, "\(Self.path)/\(try own.id)", token: root.token).status == .noContent)
        #expect(try await client.send(.get, path, token: text).status == .unauthorized)
    }

    @Test(arguments: TestEngine.allCases)
    func `Only a token that manages administrators grants privileges`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("root@example.com")
        _ = try await client.makeAdmin("second@example.com")
        let user = try await client.makeUser("jane@example.com")
        let path = "/api/v1/admin/users/"
        let manager = try await client.serviceToken(["can.manage_users"], by: admin)
        let full = try await client.serviceToken(["Radmin-api"], by: admin)
        let introspector = try await client.serviceToken(["can.introspect"], by: admin)
        let changes: [(String, JSONValue)] = [
            (user.id, ["is_admin": true]), (user.id, ["permissions": ["can.introspect"]]),
            (admin.id, ["first_name": "Root"]),
        ]
        for (id, change) in changes {
            for token in [manager, introspector] {
                #expect(try await client.send(.patch, path + id, change, token: token).code == "forbidden")
            }
            #expect(try await client.send(.patch, path + id, change, token: full).status == .ok)
        }
        #expect(try await client.send(.get, "/api/v1/admin/users", token: introspector).code == "forbidden")
    }

    @Test(
        arguments: [
            (.get, "", nil), (.put, "", ["first_name": "x"]), (.patch, "", ["first_name": "x"]), (.delete, "", nil),
            (.get, "/sessions", nil), (.delete, "/sessions/x", nil), (.get, "/preferences", nil),
            (.put, "/preferences", ["preferences": [:]]), (.get, "/export", nil), (.get, "/activity", nil),
        ] as [(HTTPRequest.Method, String, JSONValue?)])
    func `A service has no account of its own`(
        method: HTTPRequest.Method, path: String, body: JSONValue?
    ) async throws {
        let client = try await TestClient(.sqlite)
        let admin = try await client.makeAdmin("root@example.com")
        let token = try await client.serviceToken(["Radmin-api", "can.introspect"], by: admin)
        #expect(try await client.send(method, "/api/v1/users/me\(path)", body, token: token).code == "forbidden")
        #expect(try await client.send(.post, "/api/v1/auth/logout", token: token).code == "forbidden")
    }

    @Test(arguments: TestEngine.allCases)
    func `The text of a token is stored nowhere`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("root@example.com")
        let text = try await client.serviceToken(["can.introspect"], by: admin)
        _ = try await client.send(.get, "/api/v1/users/me", token: text)
        _ = try await client.deliver()
        var stored: [BSONDocument] = []
        for collection in AccountSchema.current.collections {
            guard let index = collection.indexes.first(where: \.isOrdered) else { continue }
            stored += try await client.store.page(PageQuery(along: index, limit: 1000), in: collection).documents
        }
        // The administrator, its login, the token, and the entries about it.
        #expect(stored.count >= 4 && stored.contains { $0["name"] == "billing" })
        for document in stored {
            let bytes = String(decoding: document.bytes, as: UTF8.self)
            for secret in [text, String(text.dropFirst(4)), String(text.dropFirst(4).prefix(16))] {
                #expect(!bytes.contains(secret))
            }
        }
    }
}

extension IndexDefinition {
    fileprivate var isOrdered: Bool {
        if case .ordered = kind { true } else { false }
    }
}
