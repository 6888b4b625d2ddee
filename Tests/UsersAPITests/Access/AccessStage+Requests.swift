import Accounts
import DocumentStore
import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

/// One valid request of each operation.
extension AccessStage {
    private static let password = JSONValue.string(TestClient.password)

    /// A request of a route that reads no more than its path; the others are below, by their dialect.
    func request(_ route: Route, on target: AccessAccount) async throws -> AccessRequest {
        if let request = try await nativeRequest(route, target) { return request }
        if let request = try await mailedLinkRequest(route, target) { return request }
        if let request = try await djoserRequest(route, target) { return request }
        if let request = try await otherRequest(route, target) { return request }
        return AccessRequest(route, route.path.replacing("{id}", with: target.id))
    }

    private func nativeRequest(_ route: Route, _ target: AccessAccount) async throws -> AccessRequest? {
        let user = route.path.replacing("{id}", with: target.id)
        switch "\(route.method) \(route.path)" {
        case "POST /api/v1/auth/register", "POST /api/v1/admin/users":
            return AccessRequest(
                route, nil, ["email": .string(newEmail()), "username": "New", "password": Self.password])
        case "POST /api/v1/auth/login":
            return AccessRequest(route, nil, ["email": .string(target.email), "password": Self.password])
        case "POST /api/v1/auth/refresh":
            return AccessRequest(route, nil, ["refresh_token": .string(target.refreshToken)])
        case "POST /api/v1/auth/introspect":
            return AccessRequest(route, nil, ["token": .string(target.token)])
        case "POST /api/v1/auth/password/forgot", "POST /api/v1/auth/email/resend":
            return AccessRequest(route, nil, ["email": .string(target.email)])
        case "PUT /api/v1/users/me", "PATCH /api/v1/users/me", "PUT /api/v1/admin/users/{id}",
            "PATCH /api/v1/admin/users/{id}":
            return AccessRequest(route, user, ["first_name": "Changed"])
        case "PUT /api/v1/users/me/preferences", "PUT /users/me/preferences":
            return AccessRequest(route, nil, ["preferences": ["changed": true]])
        case "DELETE /api/v1/users/me/sessions/{sid}":
            let sessions = try await client.send(.get, "/api/v1/users/me/sessions", token: target.token)
            let session = try #require(sessions.json.elements.first?["id"]?.text)
            return AccessRequest(route, "/api/v1/users/me/sessions/\(session)")
        case "POST /api/v1/admin/tokens":
            let end = (client.clock.now + .seconds(3600)).rfc3339
            return AccessRequest(
                route, nil, ["name": "new", "permissions": ["can.introspect"], "expires_at": .string(end)])
        case "DELETE /api/v1/admin/tokens/{id}":
            return AccessRequest(
                route, "/api/v1/admin/tokens/\(try await client.makeServiceToken(["can.introspect"], by: root).id)")
        case "POST /api/v1/admin/dead-letters/{id}/retry", "DELETE /api/v1/admin/dead-letters/{id}":
            let id = try await client.storeDeadLetter(of: target)
            return AccessRequest(route, route.path.replacing("{id}", with: id))
        default: return nil
        }
    }

    private func mailedLinkRequest(_ route: Route, _ target: AccessAccount) async throws -> AccessRequest? {
        // The mails of earlier requests leave first: so many leave at a time.
        while try await !client.deliver().isEmpty {}
        func ask(_ path: String) async throws {
            #expect(try await client.send(.post, path, ["email": .string(target.email)]).status.kind == .successful)
        }
        var members: [String: JSONValue] = [:]
        let link: ReceivedMail.Link
        switch "\(route.method) \(route.path)" {
        case "POST /api/v1/auth/password/reset":
            try await ask("/api/v1/auth/password/forgot")
            link = try await client.deliveredLink("password/reset", to: target.email)
            members["password"] = "another horse battery staple"
        case "POST /api/v1/auth/email/verify":
            try await ask("/api/v1/auth/email/resend")
            link = try await client.deliveredLink("email/verify", to: target.email)
        case "POST /api/v1/auth/email/undo":
            let path = "/api/v1/admin/users/\(target.id)"
            for change: JSONValue in [["email_verified": true], ["email": .string(newEmail())]] {
                #expect(try await client.send(.patch, path, change, token: root.token).status == .ok)
            }
            link = try await client.deliveredLink("email/undo", to: target.email)
        case "POST /auth/users/activation":
            let name = "joe\(number())"
            let joe = TestClient.djoserRegistration(name)
            #expect(try await client.send(.post, "/auth/users/", .object(joe)).status == .created)
            link = try await client.deliveredLink("activate", to: "\(name)@example.com")
        case "POST /auth/users/reset_password_confirm":
            try await ask("/auth/users/reset_password")
            link = try await client.deliveredLink("password/reset/confirm", to: target.email)
            let password = JSONValue.string(TestClient.djoserPassword)
            members = ["new_password": password, "re_new_password": password]
        case "POST /auth/users/reset_username_confirm":
            try await ask("/auth/users/reset_username")
            link = try await client.deliveredLink("username/reset/confirm", to: target.email)
            let name = JSONValue.string("joe\(number())")
            members = ["new_username": name, "re_new_username": name]
        default: return nil
        }
        members["uid"] = .string(link.uid)
        members["token"] = .string(link.token)
        return AccessRequest(route, nil, members)
    }

    private func djoserRequest(_ route: Route, _ target: AccessAccount) async throws -> AccessRequest? {
        let user = route.path.replacing("{id}", with: target.id)
        switch "\(route.method) \(route.path)" {
        case "POST /auth/jwt/create":
            return AccessRequest(route, nil, ["username": .string(target.email), "password": Self.password])
        case "POST /auth/jwt/refresh":
            return AccessRequest(route, nil, ["refresh": .string(target.refreshToken)])
        case "POST /auth/jwt/verify":
            return AccessRequest(route, nil, ["token": .string(target.token)])
        case "POST /auth/users":
            return AccessRequest(route, nil, TestClient.djoserRegistration("joe\(number())"))
        case "POST /auth/users/resend_activation", "POST /auth/users/reset_password", "POST /auth/users/reset_username":
            return AccessRequest(route, nil, ["email": .string(target.email)])
        case "PUT /auth/users/me", "PUT /auth/users/{id}":
            return AccessRequest(route, user, ["email": .string(newEmail()), "first_name": "Changed"])
        case "PATCH /auth/users/me", "PATCH /auth/users/{id}":
            return AccessRequest(route, user, ["first_name": "Changed"])
        case "DELETE /auth/users/me", "DELETE /auth/users/{id}":
            return AccessRequest(route, user, ["current_password": Self.password])
        case "POST /auth/users/set_password":
            let password = JSONValue.string(TestClient.djoserPassword)
            return AccessRequest(
                route, nil,
                ["new_password": password, "re_new_password": password, "current_password": Self.password])
        case "POST /auth/users/set_username":
            let name = JSONValue.string("joe\(number())")
            return AccessRequest(
                route, nil, ["new_username": name, "re_new_username": name, "current_password": Self.password])
        default: return nil
        }
    }

    /// Those of the namespaced dialect, Fess and the profile service.
    private func otherRequest(_ route: Route, _ target: AccessAccount) async throws -> AccessRequest? {
        switch "\(route.method) \(route.path)" {
        case "POST /auth/register":
            return AccessRequest(route, nil, ["username": .string("joe\(number())"), "password": Self.password])
        case "POST /auth/login":
            return AccessRequest(route, nil, ["username": .string(target.email), "password": Self.password])
        case "POST /auth/refresh":
            return AccessRequest(route, nil, ["refresh_token": .string(target.refreshToken)])
        case "PATCH /users/me": return AccessRequest(route, nil, ["full_name": "Changed"])
        case "POST /users/me/avatar": return AccessRequest(route, form: TestForm(TestPicture.png()))
        case "GET /uploads/{name}":
            return AccessRequest(route, try await client.uploaded(TestPicture.png(), token: target.token))
        case "POST /api/admin/user/setting":
            return AccessRequest(route, nil, ["name": .string("joe\(number())"), "password": Self.password])
        case "PUT /api/admin/user/setting":
            let user = try await client.send(.get, "/api/v1/admin/users/\(target.id)", token: root.token)
            return AccessRequest(
                route, nil,
                [
                    "id": .string(target.id), "givenName": "Changed",
                    "versionNo": try #require(user.json["version"]),
                ])
        case "POST /users/register", "POST /users":
            return AccessRequest(route, nil, ["email": .string(newEmail()), "display_name": "New"])
        case "PATCH /users/{id}":
            return AccessRequest(route, "/users/\(target.id)", ["display_name": "Changed"])
        default: return nil
        }
    }
}
