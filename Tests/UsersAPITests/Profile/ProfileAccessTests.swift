import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct ProfileAccessTests {
    private static let unknown = "65f0c0ffee65f0c0ffee65f0"

    @Test(
        arguments: [
            ([:], "400 Missing x-customer-id header"), (["x-customer-id": "42"], "400 Invalid x-customer-id header"),
            (["x-customer-id": ""], "400 Invalid x-customer-id header"),
            (["x-customer-id": "65f0c0ffee65f0c0ffee65f0"], "403 Actor mismatch"),
            (["x-user-id": "jane"], "400 Invalid x-customer-id header"),
            (["x-user-id": "65f0c0ffee65f0c0ffee65f0"], "403 Actor mismatch"),
            (["x-customer-id": "ID", "x-user-id": "65f0c0ffee65f0c0ffee65f0"], "403 Actor mismatch"),
            (["x-customer-id": "ID, ID"], "400 Invalid x-customer-id header"),
            (["x-customer-id": "ID"], "200 -"), (["x-user-id": "ID"], "200 -"),
            (["x-customer-id": "ID", "x-user-id": "ID"], "200 -"),
        ] as [([String: String], String)])
    func `A user's token comes with the user's id`(headers: [String: String], outcome: String) async throws {
        let client = try await TestClient(.sqlite)
        let jane = try await client.makeUser("jane@example.com")
        var fields: [HTTPField.Name: String] = [:]
        for (name, value) in headers {
            fields[try #require(HTTPField.Name(name))] = value.replacing("ID", with: jane.id)
        }
        let requests: [(HTTPRequest.Method, String, JSONValue?)] = [
            (.get, "/users/\(jane.id)", nil), (.patch, "/users/\(jane.id)", [:]),
            (.post, "/users/\(jane.id)/activate", nil), (.get, "/users/\(jane.id)/entitlements", nil),
            (.put, "/users/me/preferences", ["preferences": [:]]),
        ]
        for (method, path, body) in requests {
            #expect(try await client.send(method, path, body, token: jane.token, fields: fields).refusal == outcome)
        }
        guard outcome != "200 -" else { return }
        for (method, path) in [(HTTPRequest.Method.get, "/users"), (.post, "/users")] {
            let body: JSONValue? = method == .post ? ["email": "x@example.com"] : nil
            #expect(try await client.send(method, path, body, token: jane.token, fields: fields).refusal == outcome)
        }
        #expect(try await client.send(.get, "/users/\(jane.id)", fields: fields).refusal == "401 Missing token")
    }

    @Test(arguments: TestEngine.allCases)
    func `Others see no more of a profile than they may`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let joe = try await client.makeUser("joe@example.com")
        let fields: [String: JSONValue] = [
            "display_name": "Jane", "full_name": "Jane Dominique", "locale": "fr_FR", "marketing_opt_in": false,
        ]
        let jane = try await client.makeProfile("jane@example.com", fields, by: admin.caller)
        _ = try await client.profile(.put, "/users/me/preferences", ["preferences": ["a": 1]], by: jane)
        let whole = try await client.profile(.get, jane.path, by: jane)
        #expect(whole.json["email"] == "jane@example.com" && whole.json["preferences"] == ["a": 1])
        #expect(whole.json["marketing_opt_in"] == false && whole.json["full_name"] == "Jane Dominique")
        guard case .object(var masked) = whole.json else { return }
        for name in ["email", "full_name", "marketing_opt_in", "preferences"] { masked[name] = .null }
        let services = [
            try await client.service(["can.introspect"], by: admin),
            try await client.service(["can.register_users", "can.manage_admins"], by: admin),
        ]
        for caller in [joe.caller] + services {
            #expect(try await client.profile(.get, jane.path, by: caller).json == .object(masked))
        }
        let granted = try await client.makeAccount("ann@example.com", ["permissions": ["can.manage_users"]], by: admin)
        for caller in [
            admin.caller, try await client.holder(of: granted), try await client.service(["Radmin-api"], by: admin),
        ] {
            #expect(try await client.profile(.get, jane.path, by: caller).json == whole.json)
        }
        for id in [Self.unknown, "42", "x"] {
            #expect(try await client.profile(.get, "/users/\(id)", by: joe.caller).refusal == "404 User not found")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `A profile is changed by its holder and by managers`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let joe = try await client.makeUser("joe@example.com")
        let jane = try await client.makeProfile("jane@example.com", by: admin.caller)
        let manager = try await client.service(["can.manage_users"], by: admin)
        func patch(_ body: JSONValue, by caller: ProfileCaller) async throws -> Answer {
            try await client.profile(.patch, jane.path, body, by: caller)
        }
        #expect(try await patch(["locale": "fr_FR"], by: joe.caller).refusal == "403 Operation not permitted")
        #expect(
            try await patch(["locale": "fr_FR"], by: client.service(["can.introspect"], by: admin)).refusal
                == "403 Operation not permitted")
        for caller in [jane, manager, admin.caller] {
            #expect(try await patch(["locale": "fr_FR"], by: caller).json["locale"] == "fr_FR")
            #expect(try await patch(["locale": .null], by: caller).json["locale"] == .null)
        }
        #expect(try await patch(["email": "joe@example.com"], by: manager).refusal == "409 Email already registered")
        #expect(try await patch(["email": .null], by: manager).locations == ["body.email"])
        let long = String(repeating: "x", count: 151)
        #expect(
            try await patch(["display_name": .string(long), "locale": .string(long)], by: jane).locations
                == ["body.display_name", "body.locale"])
        // What the fields do not list is ignored.
        let ignored = try await patch(["is_admin": true, "username": "x", "is_active": false], by: manager)
        #expect(ignored.json["is_active"] == true)
        #expect(
            try await client.profile(.patch, "/users/\(Self.unknown)", [:], by: admin.caller).refusal
                == "404 User not found")
        // One who is trusted more is not changed by who is trusted less.
        #expect(
            try await client.profile(.patch, "/users/\(admin.id)", ["locale": "fr"], by: manager).refusal
                == "403 Operation not permitted")
    }

    @Test(arguments: TestEngine.allCases)
    func `A new address keeps the rules of all dialects`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let passwordless = try await client.makeProfile("ann@example.com", by: admin.caller)
        #expect(
            try await client.profile(.patch, passwordless.path, ["email": "new@example.com"], by: passwordless).status
                == .forbidden)
        let jane = try await client.makeVerifiedUser("jane@example.com")
        let minted = try await client.holder(of: jane.id)
        let body: JSONValue = ["email": "jane@example.org"]
        let required = try await client.profile(.patch, minted.path, body, by: minted)
        #expect(required.locations == ["body.current_password"] && required.status == .unprocessableContent)
        #expect(
            try await client.profile(
                .patch, minted.path, ["email": "jane@example.org", "current_password": "not the password"], by: minted
            ).status == .forbidden)
        // A login of the last ten minutes is enough.
        let changed = try await client.profile(.patch, minted.path, body, by: jane.caller)
        #expect(changed.json["email"] == "jane@example.org")
        let mails = try await client.deliver().compactMap(\.link?.path).sorted()
        #expect(mails == ["email/undo", "email/verify"])
    }

    @Test(arguments: TestEngine.allCases)
    func `Entitlements are permissions and what administrators may`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let joe = try await client.makeUser("joe@example.com")
        let granted = try await client.makeAccount(
            "ann@example.com", ["permissions": ["can.introspect", "can.manage_users"]], by: admin)
        let path = "/users/\(granted)/entitlements"
        let expected: JSONValue = [
            "user_id": .string(granted), "is_active": true, "entitlements": ["can.manage_users", "can.introspect"],
        ]
        for caller in [
            try await client.holder(of: granted), admin.caller, try await client.service(["can.introspect"], by: admin),
            try await client.service(["can.manage_users"], by: admin),
        ] {
            #expect(try await client.profile(.get, path, by: caller).json == expected)
        }
        // A user's own permission to introspect is not a service's.
        let introspector = try await client.makeAccount(
            "max@example.com", ["permissions": ["can.introspect"]], by: admin)
        for caller in [
            joe.caller, try await client.holder(of: introspector),
            try await client.service(["can.register_users"], by: admin),
        ] {
            #expect(try await client.profile(.get, path, by: caller).refusal == "403 Operation not permitted")
        }
        let ofAdmin = try await client.profile(.get, "/users/\(admin.id)/entitlements", by: admin.caller)
        #expect(
            ofAdmin.json["entitlements"] == ["can.manage_users", "can.manage_admins", "can.register_users"])
        #expect(
            try await client.profile(.get, "/users/\(joe.id)/entitlements", by: joe.caller).json["entitlements"] == [])
        let waiting = try await client.registerProfile("new@example.com", by: admin.caller)
        #expect(
            try await client.profile(.get, "/users/\(waiting)/entitlements", by: admin.caller).json["is_active"]
                == false)
        #expect(
            try await client.profile(.get, "/users/\(Self.unknown)/entitlements", by: admin.caller).refusal
                == "404 User not found")
    }

    @Test(arguments: TestEngine.allCases)
    func `What belongs to another namespace does not exist`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let tenant = try await client.makeAdmin("admin@example.com", namespace: "tenant")
        let foreign = try await client.makeUser("jane@example.com", namespace: "tenant")
        let home = try await client.makeUser("jane@example.com")
        func check(_ id: String, by caller: ProfileCaller) async throws {
            let requests: [(HTTPRequest.Method, String, JSONValue?)] = [
                (.get, "/users/\(id)", nil), (.patch, "/users/\(id)", ["locale": "fr"]),
                (.post, "/users/\(id)/activate", nil), (.get, "/users/\(id)/entitlements", nil),
            ]
            for (method, path, body) in requests {
                #expect(try await client.profile(method, path, body, by: caller).refusal == "404 User not found")
            }
        }
        try await check(foreign.id, by: home.caller)
        for caller in [
            foreign.caller, tenant.caller,
            try await client.service(["can.manage_users", "can.introspect"], namespace: "tenant", by: admin),
        ] {
            try await check(home.id, by: caller)
        }
        #expect(try await client.profile(.get, "/users/\(foreign.id)", by: admin.caller).status == .ok)
        #expect(try await client.profile(.get, "/users/\(foreign.id)", by: tenant.caller).status == .ok)
        let service = try await client.service(["can.introspect"], by: admin)
        #expect(try await client.profile(.get, "/users/\(foreign.id)/entitlements", by: service).status == .ok)
    }
}
