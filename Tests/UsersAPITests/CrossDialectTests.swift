import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

/// One account behind five dialects.
@Suite struct CrossDialectTests {
    enum Speech: String, CaseIterable {
        case native, namespaced, djoser, fess, profile
    }

    /// A client with an administrator, who manages everybody in every dialect.
    private struct Scene {
        let client: TestClient
        let admin: TestUser

        init(_ engine: TestEngine) async throws {
            var settings = APISettings()
            settings.djoser.mailsActivation = false
            client = try await TestClient(engine, settings: settings)
            admin = try await client.makeAdmin("root@example.com")
        }

        /// Sends a request of an administrator, and expects it to succeed.
        @discardableResult
        func manage(_ method: HTTPRequest.Method, _ path: String, _ body: JSONValue? = nil) async throws -> JSONValue {
            let fields: [HTTPField.Name: String] = path.hasPrefix("/users") ? [.xCustomerID: admin.id] : [:]
            let answer = try await client.send(method, path, body, token: admin.token, fields: fields)
            #expect(answer.status.kind == .successful, "\(method) \(path): \(answer.json)")
            return answer.json
        }

        /// Sends a request of the holder, and expects it to succeed.
        @discardableResult
        func own(
            _ method: HTTPRequest.Method, _ path: String, _ body: JSONValue? = nil, token: String? = nil
        ) async throws -> JSONValue {
            let answer = try await client.send(method, path, body, token: token)
            #expect(answer.status.kind == .successful, "\(method) \(path): \(answer.json)")
            return answer.json
        }

        /// Makes Jane's account, with a password.
        func make(in speech: Speech) async throws -> String {
            let (email, password) = (JSONValue("jane@example.com"), JSONValue.string(TestClient.password))
            let made: JSONValue? =
                switch speech {
                case .native:
                    try await own(
                        .post, "/api/v1/auth/register", ["email": email, "username": "Jane", "password": password])[
                            "id"]
                case .namespaced:
                    try await own(.post, "/auth/register", ["username": "jane", "email": email, "password": password])[
                        "id"]
                case .djoser:
                    try await own(
                        .post, "/auth/users/",
                        ["username": "jane", "email": email, "password": password, "re_password": password])["id"]
                case .fess:
                    try await manage(
                        .post, "/api/admin/user/setting", ["name": "jane", "mail": email, "password": password])[
                            "response"]?["id"]
                case .profile: try await manage(.post, "/users", ["email": email, "display_name": "Jane"])["id"]
                }
            let id = try #require(made?.text)
            if speech == .profile {
                try await manage(.patch, "/api/v1/admin/users/\(id)", ["password": password])
            }
            return id
        }

        /// What a dialect shows of the account: its id and its address.
        func read(_ id: String, token: String, in speech: Speech) async throws -> [JSONValue?] {
            switch speech {
            case .native:
                let user = try await manage(.get, "/api/v1/admin/users/\(id)")
                return [user["id"], user["email"]]
            case .namespaced:
                let user = try await own(.get, "/users/me", token: token)
                return [user["id"], user["email"]]
            case .djoser:
                let user = try await manage(.get, "/auth/users/\(id)/")
                return [user["id"], user["email"]]
            case .fess:
                let user = try await manage(.get, "/api/admin/user/setting/\(id)")["response"]?["setting"]
                return [user?["id"], user?["mail"]]
            case .profile:
                let user = try await manage(.get, "/users/\(id)")
                return [user["id"], user["email"]]
            }
        }

        /// Changes a field of the account's that another dialect does not change.
        func change(_ id: String, token: String, in speech: Speech) async throws {
            switch speech {
            case .native: try await manage(.patch, "/api/v1/admin/users/\(id)", ["groups": ["blue"]])
            case .namespaced: try await own(.patch, "/users/me", ["extra": ["team": "red"]], token: token)
            case .djoser: try await manage(.patch, "/auth/users/\(id)/", ["first_name": "Jane"])
            case .fess:
                let user = try await manage(.get, "/api/admin/user/setting/\(id)")["response"]?["setting"]
                let name = try #require(user?["name"])
                let version = try #require(user?["versionNo"])
                try await manage(
                    .put, "/api/admin/user/setting",
                    ["id": .string(id), "name": name, "versionNo": version, "title": "Doctor"])
            case .profile: try await manage(.patch, "/users/\(id)", ["locale": "fr_FR"])
            }
        }

        /// The statuses of the holder's requests in each dialect.
        func statuses(_ id: String, token: String) async throws -> [Int] {
            let paths = [
                "/api/v1/users/me", "/users/me", "/auth/users/me/", "/api/admin/user/settings", "/users/\(id)",
            ]
            var statuses: [Int] = []
            for path in paths {
                let answer = try await client.send(.get, path, token: token, fields: [.xCustomerID: id])
                statuses.append(answer.status.code)
            }
            return statuses
        }
    }

    @Test(arguments: TestEngine.allCases, Speech.allCases)
    func `An account of one dialect is read and changed in all, and each keeps what others wrote`(
        engine: TestEngine, maker: Speech
    ) async throws {
        let scene = try await Scene(engine)
        let id = try await scene.make(in: maker)
        let user = try await scene.client.logIn("jane@example.com")
        #expect(user.id == id)
        let before = try await scene.manage(.get, "/api/v1/admin/users/\(id)")["version"]
        for speech in Speech.allCases {
            let shown = try await scene.read(id, token: user.token, in: speech)
            #expect(shown == [.string(id), "jane@example.com"], "\(speech)")
            try await scene.change(id, token: user.token, in: speech)
        }
        let after = try await scene.manage(.get, "/api/v1/admin/users/\(id)")
        #expect(after["groups"] == ["blue"] && after["extra"] == ["team": "red"] && after["first_name"] == "Jane")
        #expect(after["locale"] == "fr_FR")
        let setting = try await scene.manage(.get, "/api/admin/user/setting/\(id)")["response"]?["setting"]
        #expect(setting?["title"] == "Doctor")
        guard case .integer(let first)? = before else { throw TestFailure.noVersion }
        #expect(after["version"] == .integer(first + 5))
    }

    @Test(arguments: TestEngine.allCases, [Speech.native, .djoser, .fess])
    func `Deletion in one dialect ends the account in all`(engine: TestEngine, remover: Speech) async throws {
        let scene = try await Scene(engine)
        let id = try await scene.make(in: .djoser)
        let user = try await scene.client.logIn("jane@example.com")
        #expect(try await scene.statuses(id, token: user.token) == [200, 200, 200, 403, 200])
        switch remover {
        case .djoser:
            try await scene.manage(
                .delete, "/auth/users/\(id)/", ["current_password": .string(TestClient.password)])
        case .fess: try await scene.manage(.delete, "/api/admin/user/setting/\(id)")
        default: try await scene.manage(.delete, "/api/v1/admin/users/\(id)")
        }
        #expect(try await scene.statuses(id, token: user.token) == [401, 401, 401, 401, 401])
        for path in [
            "/api/v1/admin/users/\(id)", "/auth/users/\(id)/", "/api/admin/user/setting/\(id)", "/users/\(id)",
        ] {
            let answer = try await scene.client.send(
                .get, path, token: scene.admin.token, fields: [.xCustomerID: scene.admin.id])
            #expect(answer.status == .notFound, "\(path)")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `Deactivation ends the tokens in all dialects`(engine: TestEngine) async throws {
        let scene = try await Scene(engine)
        let id = try await scene.make(in: .namespaced)
        let user = try await scene.client.logIn("jane@example.com")
        try await scene.manage(.patch, "/api/v1/admin/users/\(id)", ["is_active": false])
        #expect(try await scene.statuses(id, token: user.token) == [401, 401, 401, 401, 401])
    }

    @Test(arguments: TestEngine.allCases)
    func `A name to show blocks no login name`(engine: TestEngine) async throws {
        let scene = try await Scene(engine)
        _ = try await scene.client.makeUser("shown@example.com", username: "jane")
        for speech in [Speech.namespaced, .djoser, .fess] {
            let id = try await scene.make(in: speech)
            try await scene.manage(.delete, "/api/v1/admin/users/\(id)")
        }
    }
}

private enum TestFailure: Error {
    case noVersion
}
