import DocumentStore
import Logging

/// All use cases of accounts over one store.
public final class AccountServices: Sendable {
    /// Making accounts.
    public let registration: RegistrationService
    /// Logging in, and telling who a token belongs to.
    public let authentication: AuthenticationService
    /// Renewing, listing and ending sessions.
    public let sessions: SessionService
    /// Verifying addresses, and taking changes of them back.
    public let email: EmailService
    /// Setting a password by a mailed link.
    public let passwordRecovery: PasswordRecoveryService
    /// What the holder of an account does with it.
    public let ownAccount: OwnAccountService
    /// Pictures that the holders of accounts upload.
    public let avatars: AvatarService
    /// What administrators do with accounts.
    public let administration: AdministrationService
    /// Profiles, one's own and others'.
    public let profiles: ProfileService
    /// What those do who have the machine.
    public let operation: OperatorService
    /// Taking in the accounts of another service.
    public let imports: ImportService
    /// What other services call with.
    public let serviceTokens: ServiceTokenService
    /// What happened.
    public let audit: AuditService
    /// Mails that could not be delivered.
    public let deadLetters: DeadLetterService
    /// Taking over the documents of other programs; to be run before requests are served.
    public let adoption: AccountAdoption
    /// What is wrong in the store.
    public let storeCheck: StoreCheck
    /// Whether the store answers.
    public let health: HealthService
    /// What works beside the requests, and must run while they are served.
    public let worker: ServiceWorker
    /// What others verify our tokens by, the key that signs first; none with a secret alone.
    public let publicKeys: [PublicKey]

    /// Builds the services.
    ///
    /// - Parameters:
    ///   - store: A store that was opened with `AccountSchema.current`.
    ///   - hasher: The threads that hash passwords.
    ///   - settings: How the services behave.
    ///   - clock: The time, so that tests can set it.
    public init(
        store: any DocumentStore, hasher: PasswordHasher, settings: AccountSettings, logger: Logger,
        clock: @escaping @Sendable () -> Instant = { .now }
    ) async {
        let directory = AccountDirectory(store: store, serviceName: settings.mail.serviceName, clock: clock)
        let tokens = await TokenIssuer(settings.tokens)
        let log = AuditLog(store: store)
        let limiter = RateLimiter(store: store, isEnabled: settings.limitsRates, clock: clock)
        let backOff = LoginBackOff(store: store, isEnabled: settings.limitsRates, clock: clock)
        let guardian = LoginGuard(
            backOff: backOff, limiter: limiter, log: log, clock: clock,
            inFlight: settings.limitsRates ? AttemptsInFlight() : nil)
        let links = MailTokens(KeyedHash(keys: settings.tokens.keys, purpose: MailTokens.keyPurpose))
        let letters = DocumentCollection<DeadLetter>(DeadLetterSchema.letters, in: store)

        registration = RegistrationService(
            directory: directory, hasher: hasher, limiter: limiter, requiresActivation: settings.requiresActivation)
        serviceTokens = ServiceTokenService(store: store, log: log, clock: clock)
        authentication = AuthenticationService(
            directory: directory, hasher: hasher, tokens: tokens, guardian: guardian, serviceTokens: serviceTokens)
        sessions = SessionService(directory: directory, tokens: tokens)
        let mailRequests = MailRequests(directory: directory, limiter: limiter, log: log)
        email = EmailService(directory: directory, links: links, requests: mailRequests)
        passwordRecovery = PasswordRecoveryService(
            directory: directory, hasher: hasher, links: links, requests: mailRequests, backOff: backOff)
        audit = AuditService(log: log, directory: directory, limiter: limiter, letters: letters)
        ownAccount = OwnAccountService(directory: directory, hasher: hasher, guardian: guardian, limiter: limiter)
        avatars = AvatarService(
            directory: directory, storage: settings.uploads,
            names: KeyedHash(keys: settings.tokens.keys, purpose: AvatarName.keyPurpose),
            maximumFileBytes: settings.avatarMaximumBytes)
        administration = AdministrationService(directory: directory, hasher: hasher, registration: registration)
        profiles = ProfileService(
            directory: directory, registration: registration, administration: administration, ownAccount: ownAccount,
            limiter: limiter)
        operation = OperatorService(directory: directory, hasher: hasher)
        imports = ImportService(directory: directory, hasher: hasher, log: log)
        deadLetters = DeadLetterService(letters: letters, directory: directory, log: log)
        adoption = AccountAdoption(store: store, directory: directory, logger: logger)
        storeCheck = StoreCheck(store: store, adoption: adoption)
        health = HealthService(store: store)
        worker = ServiceWorker(
            outbox: OutboxWorker(
                directory: directory, log: log,
                eraser: AccountEraser(directory: directory, log: log, letters: letters, backOff: backOff),
                postman: Postman(
                    directory: directory, letters: letters, limiter: limiter,
                    writer: MailWriter(settings: settings.mail, tokens: links), logger: logger),
                remover: UploadRemover(directory: directory, storage: settings.uploads),
                logger: logger),
            sweeper: ExpirySweeper(store: store, collections: AccountSchema.current.collections, clock: clock),
            adoption: adoption,
            logger: logger)
        publicKeys = settings.tokens.keys.publicKeys
    }
}
