import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct ProfileRegistrationTests {
    private static let path = "/users/register"

    @Test(arguments: TestEngine.allCases)
    func `A token of an active account registers, and needs no header beside it`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let jane = try await client.makeUser("jane@example.com")
        let caller = ProfileCaller(token: jane.token)
        let id = try await client.registerProfile("new@example.com", ["full_name": "New"], by: caller)
        let again = try await client.profile(.post, Self.path, ["email": "New@EXAMPLE.com"], by: caller)
        #expect(again.refusal == "409 Email already registered")
        // One that waits for activation does not register.
        let waiting = try await client.holder(of: id)
        #expect(
            try await client.profile(.post, Self.path, ["email": "x@example.com"], by: waiting).refusal
                == "401 Invalid token")
    }

    @Test(arguments: [
        ("", "Missing token"), ("Basic amFuZTpwYXNz", "Missing token"), ("Bearer", "Missing token"),
        ("Bearer x.y.z", "Invalid token"), ("Bearer usr_0000000000000000000000000000", "Invalid token"),
    ])
    func `Without a good token nobody is registered`(authorization: String, words: String) async throws {
        let client = try await TestClient(.sqlite)
        let answer = try await client.send(
            .post, Self.path, ["email": "new@example.com"],
            fields: authorization.isEmpty ? [:] : [.authorization: authorization])
        #expect(answer.refusal == "401 \(words)")
        #expect(answer.fields[.wwwAuthenticate]?.hasPrefix("Bearer") == true)
    }

    @Test(arguments: [
        ("{}", ["body.email"], "missing"), ("", ["body"], "missing"), ("{", ["body"], "json_invalid"),
        ("[]", ["body"], "model_attributes_type"), (#"{"email":null}"#, ["body.email"], "string_type"),
        (#"{"email":7}"#, ["body.email"], "string_type"), (#"{"email":"jane"}"#, ["body.email"], "value_error"),
        (#"{"email":"a@example.com","marketing_opt_in":"yes"}"#, ["body.marketing_opt_in"], "bool_type"),
        (
            #"{"email":"a@example.com","display_name":["x"],"locale":1}"#, ["body.display_name", "body.locale"],
            "string_type"
        ),
    ])
    func `What breaks the rules is named as Pydantic does`(
        body: String, locations: [String], type: String
    ) async throws {
        let client = try await TestClient(.sqlite)
        let jane = try await client.makeUser("jane@example.com")
        let answer = try await client.send(
            .post, Self.path, bytes: Array(body.utf8),
            fields: [.contentType: "application/json", .authorization: "Bearer \(jane.token)"])
        #expect(answer.status == .unprocessableContent && answer.locations == locations)
        #expect(answer.json["detail"]?.elements.first?["type"]?.text == type)
    }

    @Test(arguments: TestEngine.allCases)
    func `A service needs a permission for it`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let other = try await client.service(["can.introspect", "can.manage_admins"], by: admin)
        #expect(
            try await client.profile(.post, Self.path, ["email": "a@example.com"], by: other).refusal
                == "403 Missing capability: can.register_users")
        for permission in ["can.register_users", "can.manage_users"] {
            let service = try await client.service([permission], by: admin)
            _ = try await client.registerProfile("\(permission)@example.com", by: service)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `A plain user registers twenty an hour, those who are trusted any number`(engine: TestEngine) async throws {
        let client = try await TestClient(engine, limitsRates: true)
        let admin = try await client.makeAdmin("admin@example.com")
        let jane = ProfileCaller(token: try await client.makeUser("jane@example.com").token)
        let joe = ProfileCaller(token: try await client.makeUser("joe@example.com").token)
        for number in 0..<20 { _ = try await client.registerProfile("j\(number)@example.com", by: jane) }
        let more = try await client.profile(.post, Self.path, ["email": "more@example.com"], by: jane)
        #expect(more.status == .tooManyRequests && more.retryAfter == 180)
        _ = try await client.registerProfile("joes@example.com", by: joe)
        client.clock.advance(by: .seconds(180))
        _ = try await client.registerProfile("more@example.com", by: jane)
        #expect(try await client.profile(.post, Self.path, ["email": "x@example.com"], by: jane).retryAfter == 180)

        let granted = try await client.makeAccount(
            "granted@example.com", ["permissions": ["can.register_users"]], by: admin)
        let trusted = [
            admin.caller, try await client.service(["can.register_users"], by: admin),
            ProfileCaller(token: try await client.mintedToken(for: granted)),
        ]
        for (place, caller) in trusted.enumerated() {
            for number in 0..<21 { _ = try await client.registerProfile("t\(place)-\(number)@example.com", by: caller) }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `An account belongs to the namespace of who registers it`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        _ = try await client.makeAdmin("admin@example.com")
        let tenant = try await client.makeAdmin("admin@example.com", namespace: "tenant")
        let id = try await client.registerProfile("jane@example.com", by: tenant.caller)
        _ = try await client.makeProfile("joe@example.com", by: tenant.caller)
        let shown = try await client.send(.get, "/api/v1/admin/users/\(id)", token: tenant.token)
        #expect(shown.status == .ok && shown.json["is_active"] == false)
        let list = try await client.profile(.get, "/users", by: tenant.caller)
        #expect(list.json["pagination"]?["total"] == 3)
        // The address is free in the other namespace.
        _ = try await client.makeUser("jane@example.com")
    }

    @Test(
        arguments: [
            (["display_name": "Ｊａｎｅ", "full_name": "Jane Dominique"], "Jane"),
            (["display_name": "  ", "full_name": "Jane Dominique"], "Jane Dominique"),
            (["display_name": "a\tb"], "jane.doe"), ([:], "jane.doe"),
        ] as [([String: JSONValue], String)])
    func `The name to show comes from the profile and is no login name`(
        fields: [String: JSONValue], name: String
    ) async throws {
        let client = try await TestClient(.sqlite)
        let admin = try await client.makeAdmin("admin@example.com")
        let id = try await client.registerProfile("jane.doe@example.com", fields, by: admin.caller)
        let shown = try await client.send(.get, "/api/v1/admin/users/\(id)", token: admin.token)
        #expect(shown.json["username"]?.text == name)
        // Two may have it.
        _ = try await client.registerProfile("jane.doe@example.org", fields, by: admin.caller)
    }

    @Test(arguments: TestEngine.allCases)
    func `What a plain user registers yields its address, what others register does not`(
        engine: TestEngine
    ) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let jane = ProfileCaller(token: try await client.makeUser("jane@example.com").token)
        let ids = [
            "squatted": try await client.registerProfile("squatted@example.com", by: jane),
            "activated": try await client.registerProfile("activated@example.com", by: jane),
            "trusted": try await client.registerProfile("trusted@example.com", by: admin.caller),
        ]
        let enabled = try await client.registerProfile("enabled@example.com", by: jane)
        let enabling = try await client.send(
            .patch, "/api/v1/admin/users/\(enabled)", ["is_active": true], token: admin.token)
        #expect(enabling.status == .ok)
        let activated = try await client.holder(of: try #require(ids["activated"]))
        #expect(try await client.profile(.post, activated.path + "/activate", by: activated).status == .ok)
        client.clock.advance(by: .seconds(3 * 86_400 + 1))
        for (name, status) in [("squatted", 201), ("activated", 409), ("enabled", 409), ("trusted", 409)] {
            #expect(try await client.tryRegister("\(name)@example.com").status.code == status, "\(name)")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `A mailed link activates too, and an operator's account is active without a mail`(
        engine: TestEngine
    ) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let id = try await client.registerProfile("jane@example.com", by: admin.caller)
        _ = try await client.makeProfile("joe@example.com", by: admin.caller)
        #expect(try await client.deliver().isEmpty)
        #expect(try await client.resend("jane@example.com").status == .accepted)
        let link = try await client.deliveredLink("email/verify", to: "jane@example.com")
        #expect(try await client.follow(link).status == .noContent)
        let shown = try await client.profile(.get, "/users/\(id)", by: try await client.holder(of: id))
        #expect(shown.json["is_active"] == true)
    }

    @Test(arguments: TestEngine.allCases)
    func `Only those who manage users make active ones`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let jane = try await client.makeUser("jane@example.com")
        let service = try await client.service(["can.register_users"], by: admin)
        for caller in [jane.caller, service] {
            #expect(
                try await client.profile(.post, "/users", ["email": "new@example.com"], by: caller).refusal
                    == "403 Missing capability: can.manage_users")
        }
        let manager = try await client.service(["can.manage_users"], by: admin)
        _ = try await client.makeProfile("new@example.com", by: manager)
        #expect(
            try await client.profile(.post, "/users", ["email": "new@example.com"], by: admin.caller).refusal
                == "409 Email already registered")
        #expect(try await client.profile(.post, "/users", [:], by: admin.caller).locations == ["body.email"])
    }
}
