import Accounts
import BlobStorage
import CoreMetrics
import DocumentStore
import Glibc
import Logging
import Mail
import SocketServer
import Telemetry
import UnixSignals
import UsersAPI

/// The running service: store, accounts, API and server, put together from the settings.
enum Service {
    /// Serves until a signal says to stop.
    static func run(_ settings: Settings) async throws {
        LargeBuffers.returnWhenFreed()
        // Before anything is made that keeps handles.
        let metrics = PrometheusRegistry()
        MetricsSystem.bootstrap(metrics)
        Meter(label: "users_build_info", dimensions: [("version", Version.current)]).set(1)
        let identity = try loadIdentity(settings)
        try await withServices(settings) { services in
            let logger = Logger(label: "users")
            for warning in settings.warnings { logger.warning("\(warning)") }
            try await makeFirstAdmin(settings, services, logger)
            let server = try makeServer(settings, identity, services, metrics, logger)
            let reload = settings.tls.map { CertificateReload(files: $0, server: server, logger: logger) }
            // Trapped before anybody can know that the service is there.
            let signals = await UnixSignalsSequence(trapping: [.sigterm, .sigint] + (reload == nil ? [] : [.sighup]))
            announce(try start(server, settings), settings)
            ProgramCode.forgetStart()
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await services.worker.run() }
                await drain(server, on: signals, reload, logger)
                group.cancelAll()
            }
        }
    }

    /// Runs `body` with the services over the settings' store, all of whose documents were taken over before, and closes the store after it.
    ///
    /// - Parameter isBulk: Whether the store is about to be filled.
    static func withServices<Result: Sendable>(
        _ settings: Settings, isBulk: Bool = false, _ body: (AccountServices) async throws -> Result
    ) async throws -> Result {
        LineLogHandler.bootstrap(settings.logFormat, level: settings.logLevel)
        let logger = Logger(label: "users")
        let store = MeasuredStore(try await StoreOpening.open(settings, isBulk: isBulk, logger: logger))
        let hasher = PasswordHasher(policy: settings.passwordHash, patience: settings.requestTimeout / 4)
        defer { hasher.shutDown() }
        do {
            let mailer = Mailer(settings.mail.url)
            defer { mailer.shutDown() }
            let uploads = storage(settings.uploads.url, store)
            defer { uploads.shutDown() }
            let services = await AccountServices(
                store: store, hasher: hasher, settings: try accountSettings(settings, mailer, uploads, logger),
                logger: logger)
            try await services.adoption.run()
            let result = try await body(services)
            await store.close()
            return result
        } catch {
            await store.close()
            throw error
        }
    }

    static func tokenSettings(_ settings: Settings) throws(Failure) -> TokenSettings {
        return TokenSettings(
            keys: try settings.keys.load(), issuer: settings.issuer, audience: settings.audience,
            accessLifetime: settings.accessLifetime, refreshLifetime: settings.refreshLifetime)
    }

    private static func storage(_ url: UploadsURL, _ store: any DocumentStore) -> any BlobStorage {
        switch url {
        case .store: DocumentBlobStorage(store: store)
        case .s3(let bucket): S3BlobStorage(bucket)
        }
    }

    private static func accountSettings(
        _ settings: Settings, _ mailer: Mailer, _ uploads: any BlobStorage, _ logger: Logger
    ) throws(Failure) -> AccountSettings {
        for path in settings.keys.exposedFiles {
            logger.warning("JWT_PRIVATE_KEY_FILE: others than its owner can read \(path); chmod 600 it")
        }
        var accounts = AccountSettings(
            tokens: try tokenSettings(settings),
            mail: MailSettings(mailer: mailer, sender: settings.mail.sender, publicURL: settings.mail.publicURL),
            uploads: uploads)
        accounts.avatarMaximumBytes = settings.uploads.avatarMaximumBytes
        accounts.limitsRates = settings.hasRateLimits
        accounts.requiresActivation = settings.requiresActivation
        return accounts
    }

    private static func makeServer(
        _ settings: Settings, _ identity: TLSIdentity?, _ services: AccountServices,
        _ metrics: PrometheusRegistry, _ logger: Logger
    ) throws -> Server {
        var apiSettings = APISettings(
            allowedOrigins: settings.allowedOrigins, trustedProxies: settings.trustedProxies ?? .none,
            version: Version.current, swaggerUI: settings.swaggerUI)
        apiSettings.fessCompatibility = settings.fessCompatibility
        apiSettings.djoser = settings.djoser
        apiSettings.metrics = metrics
        apiSettings.metricsToken = settings.metricsToken
        apiSettings.slowRequest = settings.requestTimeout / 10
        let api = try AccountsAPI(services: services, settings: apiSettings, logger: logger)
        var configuration = ServerConfiguration(address: settings.address, logger: logger)
        configuration.tls = identity
        configuration.limits.requestTimeout = settings.requestTimeout
        configuration.errorResponse = { status in api.refuse(status) }
        return Server(configuration: configuration) { request in await api.respond(to: request) }
    }

    private static func loadIdentity(_ settings: Settings) throws(Failure) -> TLSIdentity? {
        do {
            return try settings.tls?.load()
        } catch {
            throw .setting(error)
        }
    }

    private static func start(_ server: Server, _ settings: Settings) throws(Failure) -> BoundAddress {
        do {
            return try server.start()
        } catch {
            throw Failure(error, settings: settings)
        }
    }

    private static func makeFirstAdmin(
        _ settings: Settings, _ services: AccountServices, _ logger: Logger
    ) async throws {
        guard let admin = settings.firstAdmin else { return }
        let username = String(admin.email.prefix { $0 != "@" })
        do {
            let draft = NewAccount(email: admin.email, username: username, password: admin.password)
            if let account = try await services.registration.registerFirstAdmin(draft) {
                logger.notice("the first administrator was made", metadata: ["user_id": "\(account.id)"])
            }
        } catch {
            switch error {
            case .emailTaken:
                // Another instance made it at the same moment, or a user has the address, who is not promoted silently.
                logger.warning("ADMIN_EMAIL belongs to an account that is there already")
            case .invalid(let problems):
                let problem = problems.map { "\($0.field): \($0.message)" }.joined(separator: " ")
                throw Failure.setting(
                    SettingError(
                        "ADMIN_EMAIL", "can't be made an administrator (\(problem))",
                        accepts: "an address beside a password of 8 characters or more"))
            default: throw error
            }
        }
    }

    private static func announce(_ address: BoundAddress, _ settings: Settings) {
        let place =
            switch address {
            case .tcp: "\(settings.tls == nil ? "http" : "https")://\(address)"
            case .unix: "\(address)"
            }
        print("users \(Version.current) serves on \(place) with \(settings.database.description)")
        fflush(nil)
    }

    /// The first signal to end drains, a second one stops at once; SIGHUP reloads the certificate.
    private static func drain(
        _ server: Server, on signals: UnixSignalsSequence, _ reload: CertificateReload?, _ logger: Logger
    ) async {
        let (firstSignal, report) = AsyncStream.makeStream(of: Void.self)
        await withTaskGroup(of: Void.self) { group in
            // The sequence has but one iterator, so one task takes all signals.
            group.addTask {
                var isFirst = true
                for await signal in signals {
                    if signal == .sighup {
                        reload?.run()
                        continue
                    }
                    // Whatever hangs, hangs no longer: what was acknowledged is on the disk.
                    guard isFirst else { _exit(EXIT_FAILURE) }
                    isFirst = false
                    logger.notice("draining: no new connections, requests in flight are finished")
                    report.finish()
                }
            }
            group.addTask {
                for await _ in firstSignal {}
                await server.drain()
            }
            await group.next()
            group.cancelAll()
        }
    }
}
