import Accounts
import BlobStorage
import DocumentStore
import HTTPTypes
import Logging
import Mail
import SocketServer
import TestSupport
import Testing

@testable import UsersAPI

/// A whole API over a store of its own. Every answer is held against the document: its status, its code and its schema.
final class TestClient: Sendable {
    static let password = "correct horse battery staple"
    /// Long enough for HS512 too, which a test signs with.
    static let secret = "a secret of sixty-four bytes and more that is used in tests alone"

    let services: AccountServices
    let store: any DocumentStore
    /// What the service mailed.
    let mailbox: Mailbox
    private let api: AccountsAPI
    private let contract: Contract
    /// The service's clock, which tests set forward.
    let clock: TestClock

    /// - Parameters:
    ///   - settings: How the API behaves.
    ///   - tokens: The keys and lifetimes; a secret when nil.
    ///   - limitsRates: Whether failures and requests are counted; most tests ask for more than one address may.
    ///   - requiresActivation: Whether registrations wait for activation.
    ///   - dialects: What is spoken beside the program's own dialects.
    convenience init(
        _ engine: TestEngine, settings: APISettings = APISettings(), tokens: TokenSettings? = nil,
        limitsRates: Bool = false, requiresActivation: Bool = false, dialects: [Dialect] = []
    ) async throws {
        try await self.init(
            store: try await engine.makeStore(), clock: TestClock(), settings: settings, tokens: tokens,
            limitsRates: limitsRates, requiresActivation: requiresActivation, dialects: dialects)
    }

    /// An instance of the service on a store that others may share; its mails go to the mailbox unless there is a mailer.
    init(
        store: any DocumentStore, clock: TestClock, settings: APISettings = APISettings(), tokens: TokenSettings? = nil,
        limitsRates: Bool = false, requiresActivation: Bool = false, hasher: PasswordHasher = TestClient.hasher,
        mailer: Mailer? = nil, uploads: (any BlobStorage)? = nil, dialects others: [Dialect] = [],
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    ) async throws {
        self.store = store
        self.clock = clock
        mailbox = try Mailbox()
        var accounts = AccountSettings(
            tokens: tokens ?? TokenSettings(secret: Array(Self.secret.utf8)),
            mail: MailSettings(
                mailer: mailer ?? mailbox.mailer, sender: "Accounts <accounts@example.com>",
                publicURL: "https://accounts.example.com"),
            uploads: uploads ?? DocumentBlobStorage(store: store))
        accounts.limitsRates = limitsRates
        accounts.requiresActivation = requiresActivation
        services = await AccountServices(
            store: store, hasher: hasher, settings: accounts, logger: logger, clock: { clock.now })
        let dialects = AccountsAPI.dialects(settings, beside: others)
        api = try AccountsAPI(dialects, services: services, settings: settings, logger: logger)
        contract = try Contract(dialects)
    }

    /// Delivers what is due, and returns the mails that arrived since the last time.
    func deliver() async throws -> [ReceivedMail] {
        await services.worker.removeUploads()
        await services.worker.deliverEntries()
        await services.worker.deliverMails()
        return try mailbox.takeAll()
    }

    static let hasher = PasswordHasher(policy: .bcrypt(cost: 4), threads: 2, queueLimit: 10_000)

    /// Sends a request through the whole pipeline.
    func send(
        _ method: HTTPRequest.Method, _ target: String, _ body: JSONValue? = nil, token: String? = nil,
        fields: [HTTPField.Name: String] = [:], from address: String? = nil
    ) async throws -> Answer {
        var writer = JSONWriter()
        if let body { writer.value(body) }
        var fields = fields
        if body != nil, fields[.contentType] == nil { fields[.contentType] = "application/json" }
        if let token { fields[.authorization] = "Bearer \(token)" }
        return try await send(method, target, bytes: writer.bytes, fields: fields, from: address)
    }

    /// Sends a request with any body.
    func send(
        _ method: HTTPRequest.Method, _ target: String, bytes: [UInt8], fields: [HTTPField.Name: String],
        isChunked: Bool = false, from address: String? = nil
    ) async throws -> Answer {
        let answer = try await answer(
            method, target, bytes: bytes, fields: fields, isChunked: isChunked, from: address)
        try contract.check(answer, method, String(target.prefix { $0 != "?" }))
        return answer
    }

    /// As above, of an answer that may be one of those that no client hopes for.
    func answer(
        _ method: HTTPRequest.Method, _ target: String, bytes: [UInt8], fields: [HTTPField.Name: String],
        isChunked: Bool = false, from address: String? = nil
    ) async throws -> Answer {
        let parts = target.split(separator: "?", maxSplits: 1)
        let request = Request(
            method: method, path: String(parts[0]), query: parts.count > 1 ? String(parts[1]) : nil,
            fields: RequestFields(fields.map { ($0.key.rawName, $0.value) }),
            remoteAddress: address.flatMap(PeerAddress.init) ?? .unix, body: RequestBody(bytes, isChunked: isChunked))
        return try await Answer(api.respond(to: request))
    }

    /// Has the pipeline refuse what never became a request.
    func refuse(_ status: HTTPResponse.Status) {
        _ = api.refuse(status)
    }

    /// Registers a user and logs in.
    func makeUser(_ email: String, username: String = "Jane", namespace: String? = nil) async throws -> TestUser {
        var body: [String: JSONValue] = [
            "email": .string(email), "username": .string(username), "password": .string(Self.password),
        ]
        if let namespace { body["namespace"] = .string(namespace) }
        let registration = try await send(.post, "/api/v1/auth/register", .object(body))
        #expect(registration.status == .created)
        return try await logIn(email, namespace: namespace)
    }

    /// Makes an administrator and logs in.
    func makeAdmin(_ email: String, namespace: String? = nil) async throws -> TestUser {
        _ = try await services.registration.registerAdmin(
            NewAccount(namespace: namespace, email: email, username: "Admin", password: Self.password))
        return try await logIn(email, namespace: namespace)
    }

    /// Opens a session.
    func logIn(_ email: String, password: String = TestClient.password, namespace: String? = nil) async throws
        -> TestUser
    {
        var body: [String: JSONValue] = ["email": .string(email), "password": .string(password)]
        if let namespace { body["namespace"] = .string(namespace) }
        let answer = try await send(.post, "/api/v1/auth/login", .object(body))
        #expect(answer.status == .ok)
        return TestUser(
            id: try #require(answer.json["user"]?["id"]?.text), token: try #require(answer.json["access_token"]?.text),
            refreshToken: try #require(answer.json["refresh_token"]?.text))
    }
}

/// A registered user with an open session.
struct TestUser: Sendable {
    let id: String
    let token: String
    let refreshToken: String
}
