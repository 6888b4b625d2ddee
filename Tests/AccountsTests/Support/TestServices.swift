import BlobStorage
import DocumentStore
import Logging
import Mail
import TestSupport

@testable import Accounts

/// The services over a store of their own, with a clock that tests set forward.
final class TestServices: Sendable {
    static let password = "correct horse battery staple"
    static let secret = Array("a secret that is used in tests alone".utf8)
    static let client = ClientDescription(ip: "203.0.113.7", userAgent: "curl/8.5.0", requestID: "test")

    let services: AccountServices
    let clock: TestClock
    private let mailer: Mailer
    private static let hasher = PasswordHasher(policy: .bcrypt(cost: 4), threads: 2, queueLimit: 1000)

    convenience init(_ engine: TestEngine, limitsRates: Bool = false) async throws {
        try await self.init(try await engine.makeStore(), limitsRates: limitsRates)
    }

    init(_ store: any DocumentStore, limitsRates: Bool = false) async throws {
        let clock = TestClock()
        self.clock = clock
        // Tests take mails out of the outbox; nothing is sent.
        mailer = Mailer(.file(folder: "/nowhere"))
        var settings = AccountSettings(
            tokens: TokenSettings(secret: Self.secret),
            mail: MailSettings(
                mailer: mailer, sender: "Accounts <accounts@example.com>", publicURL: "https://accounts.example.com"),
            uploads: DocumentBlobStorage(store: store))
        settings.limitsRates = limitsRates
        services = await AccountServices(
            store: store, hasher: Self.hasher, settings: settings,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, clock: { clock.now })
    }

    deinit {
        mailer.shutDown()
    }

    /// Registers as Djoser does; the account waits for its activation.
    func register(_ username: String, locale: String? = nil) async throws -> Account {
        var draft = NewAccount(email: "\(username)@example.com", username: username, password: Self.password)
        draft.logsInByUsername = true
        draft.needsActivation = true
        if let locale { draft.changes.locale = .set(locale) }
        return try await services.registration.register(draft, from: Self.client)
    }

    /// Registers and activates.
    func makeUser(_ username: String) async throws -> Account {
        let account = try await register(username)
        let link = try await links(of: account).first
        let token = link?.token ?? ""
        try await services.email.activate(uid: uid(account), token: token, from: Self.client)
        return try await find(account)
    }

    func logIn(_ login: String, password: String = TestServices.password) async throws -> TokenPair {
        try await services.authentication.logIn(LoginRequest(login: login, password: password, client: Self.client))
    }

    /// Logs in, and makes a request with the access token.
    func caller(_ login: String) async throws -> Caller {
        try await services.authentication.authenticate(logIn(login).accessToken)
    }

    /// The mails that wait for the account, as they would be sent now; they wait no more.
    func mails(to account: Account) async throws -> [MailMessage] {
        let account = try await find(account)
        let writer = services.worker.outbox.postman.writer
        let messages = account.outbox.compactMap { entry -> MailMessage? in
            guard case .mail(let mail) = entry.content else { return nil }
            return writer.message(mail, id: entry.id, for: account, at: clock.now)
        }
        try await services.worker.outbox.directory.edit(account.id) { $0.outbox.removeAll(where: \.isMail) }
        return messages
    }

    /// The links of these mails.
    func links(of account: Account) async throws -> [MailedLink] {
        try await mails(to: account).compactMap(MailedLink.init)
    }

    func find(_ account: Account) async throws -> Account {
        guard let found = try await services.worker.outbox.directory.find(account.id) else {
            throw AccountError.notFound
        }
        return found
    }

    func uid(_ account: Account) -> String { AccountUID(account.id).description }
}

/// The link of a mail, in parts.
struct MailedLink: Sendable, Equatable {
    let path: String
    let uid: String
    let token: String

    init?(_ mail: MailMessage) {
        let pattern = /(?m)^https:\/\/accounts\.example\.com\/([a-z\/]+)\/([A-Za-z0-9]+)\/([A-Za-z0-9_\-]+)$/
        guard let match = mail.text.firstMatch(of: pattern), mail.html.contains(match.0) else { return nil }
        path = String(match.1)
        uid = String(match.2)
        token = String(match.3)
    }
}

/// What `body` throws, as text; nil where it succeeds.
func failure(_ body: () async throws -> Void) async -> String? {
    do {
        try await body()
        return nil
    } catch {
        return "\(error)".replacing("Accounts.TokenFlaw", with: "")
    }
}
