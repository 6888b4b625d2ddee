import Accounts
import DocumentStore
import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

/// A service with everybody who may call: accounts are made when they are first asked for, and anew after they were changed.
final class AccessStage {
    let client: TestClient
    /// The administrator by whom everything is made, and who is never the caller.
    let root: TestUser
    /// Tokens of administrators, and of a service that may do all, that are no good any more or never were.
    let deadTokens: [AccessCaller]
    private var accounts: [String: AccessAccount] = [:]
    private var services: [AccessColumn: String] = [:]
    private var count = 0

    static var settings: APISettings {
        APISettings(swaggerUI: SwaggerUI { _ in Array("a file".utf8) })
    }

    init(_ client: TestClient) async throws {
        self.client = client
        let early = try await client.makeAdmin("early@example.com")
        let brief = try await client.makeServiceToken(["Radmin-api"], by: early, lasting: .seconds(60)).secret
        client.clock.advance(by: .seconds(901))
        root = try await client.makeAdmin("root@example.com")
        _ = try await client.makeAdmin("keeper@example.com", namespace: "tenant")
        deadTokens =
            [
                AccessCaller("nonsense", token: "x.y.z"), AccessCaller("an expired token", token: early.token),
                AccessCaller("a service's expired token", token: brief),
            ] + (try await Self.endedTokens(client, root))
    }

    private static func endedTokens(_ client: TestClient, _ root: TestUser) async throws -> [AccessCaller] {
        let users = "/api/v1/admin/users/"
        let left = try await client.makeAdmin("left@example.com")
        let disabled = try await client.makeAdmin("disabled@example.com")
        let deleted = try await client.makeAdmin("deleted@example.com")
        let revoked = try await client.makeServiceToken(["Radmin-api", "can.introspect"], by: root)
        let ends: [(HTTPRequest.Method, String, JSONValue?, String)] = [
            (.post, "/api/v1/auth/logout", nil, left.token),
            (.patch, users + disabled.id, ["is_active": false], root.token),
            (.delete, users + deleted.id, nil, root.token),
            (.delete, "/api/v1/admin/tokens/\(try revoked.id)", nil, root.token),
        ]
        for (method, path, body, token) in ends {
            #expect(try await client.send(method, path, body, token: token).status.kind == .successful)
        }
        let forged = try await TokenForge(secret: Array("another secret, of thirty-two bytes".utf8)).token(
            header: #"{"alg":"HS256","typ":"JWT"}"#,
            claims: #"{"sub":"\#(root.id)","exp":\#(client.clock.now.milliseconds / 1000 + 900)}"#)
        return [
            AccessCaller("a refresh token", token: root.refreshToken),
            AccessCaller("an ended session's token", token: left.token, id: left.id),
            AccessCaller("a disabled account's token", token: disabled.token, id: disabled.id),
            AccessCaller(
                "a disabled account's token without a session",
                token: try await client.foreignToken(for: disabled.id), id: disabled.id),
            AccessCaller("a deleted account's token", token: deleted.token, id: deleted.id),
            AccessCaller("a service's revoked token", token: try revoked.secret),
            AccessCaller("a forged token", token: forged, id: root.id),
        ]
    }

    /// A number that was not given out before.
    func number() -> Int {
        count += 1
        return count
    }

    /// An address that nobody has.
    func newEmail() -> String { "new\(number())@example.com" }

    /// The account that a request is about.
    func account(_ target: AccessTarget) async throws -> AccessAccount {
        if let account = accounts[target.rawValue] { return account }
        let account: AccessAccount
        switch target {
        case .jane: account = try await make("jane")
        case .chief: account = try await make("chief", ["is_admin": true])
        case .newcomer:
            let email = newEmail()
            account = try await sessionless(client.registerProfile(email, by: root.caller), email)
        case .disabled:
            let email = newEmail()
            account = try await sessionless(client.makeAccount(email, ["is_active": false], by: root), email)
        }
        accounts[target.rawValue] = account
        return account
    }

    /// The callers of a column.
    func callers(_ column: AccessColumn, of target: AccessTarget) async throws -> [AccessCaller] {
        switch column {
        case .none: return [AccessCaller("nobody")]
        case .dead: return deadTokens
        case .own: return [try await account(target).caller("own")]
        case .user: return [try await person(column)]
        case .mgr: return [try await person(column, ["permissions": ["can.manage_users"]])]
        case .adm: return [try await person(column, ["is_admin": true])]
        case .tusr: return [try await person(column, ["namespace": "tenant"])]
        case .tadm: return [try await person(column, ["namespace": "tenant", "is_admin": true])]
        case .intr: return [try await service(column, ["can.introspect"])]
        case .regi: return [try await service(column, ["can.register_users"])]
        case .mana: return [try await service(column, ["can.manage_users"])]
        case .both: return [try await service(column, ["Radmin-api"])]
        case .admi: return [try await service(column, ["can.manage_admins"])]
        case .tent:
            let all = ["Radmin-api", "can.register_users", "can.introspect"]
            return [try await service(column, all, namespace: "tenant")]
        }
    }

    /// Has the target and the callers made anew when they are needed again.
    func forgetAccounts() {
        accounts = [:]
    }

    /// Everything that requests are to change or to leave as it is, as its bytes.
    func snapshot() async throws -> [[ArraySlice<UInt8>]] {
        var snapshot: [[ArraySlice<UInt8>]] = []
        for (name, index) in [("users", "created_at"), ("service_tokens", "created_at"), ("dead_letters", "at")] {
            let collection = try #require(AccountSchema.current.collections.first { $0.name == name })
            let query = PageQuery(along: try #require(collection.index(named: index)), limit: 1000)
            snapshot.append(try await client.store.page(query, in: collection).documents.map(\.bytes))
        }
        return snapshot
    }

    private func person(
        _ column: AccessColumn, _ fields: [String: JSONValue] = [:]
    ) async throws -> AccessCaller {
        let account: AccessAccount
        if let known = accounts[column.rawValue] {
            account = known
        } else {
            account = try await make(column.rawValue, fields)
            accounts[column.rawValue] = account
        }
        return account.caller(column.rawValue)
    }

    private func service(
        _ column: AccessColumn, _ permissions: [String], namespace: String? = nil
    ) async throws -> AccessCaller {
        if let token = services[column] { return AccessCaller(column.rawValue, token: token) }
        let token = try await client.serviceToken(permissions, namespace: namespace, by: root)
        services[column] = token
        return AccessCaller(column.rawValue, token: token)
    }

    private func make(_ name: String, _ fields: [String: JSONValue] = [:]) async throws -> AccessAccount {
        let email = "\(name)\(number())@example.com"
        let fields = fields.merging(["password": .string(TestClient.password)]) { $1 }
        _ = try await client.makeAccount(email, fields, by: root)
        let user = try await client.logIn(email, namespace: fields["namespace"]?.text)
        return AccessAccount(id: user.id, email: email, token: user.token, refreshToken: user.refreshToken)
    }

    private func sessionless(_ id: String, _ email: String) async throws -> AccessAccount {
        AccessAccount(id: id, email: email, token: try await client.foreignToken(for: id), refreshToken: "")
    }
}

extension AccessAccount {
    fileprivate func caller(_ name: String) -> AccessCaller { AccessCaller(name, token: token, id: id) }
}

extension Answer {
    /// The text of a service token that was made.
    fileprivate var secret: String {
        get throws { try #require(json["token"]?.text, "\(json)") }
    }
}
