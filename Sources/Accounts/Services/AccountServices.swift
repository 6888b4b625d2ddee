import DocumentStore

/// All use cases of accounts over one store.
public final class AccountServices: Sendable {
    /// Making accounts.
    public let registration: RegistrationService
    /// Logging in, and telling who a token belongs to.
    public let authentication: AuthenticationService
    /// What the holder of an account does with it.
    public let ownAccount: OwnAccountService
    /// What administrators do with accounts.
    public let administration: AdministrationService
    /// Whether the store answers.
    public let health: HealthService

    /// Builds the services.
    ///
    /// - Parameters:
    ///   - store: A store that was opened with `AccountSchema.current`.
    ///   - hasher: The threads that hash passwords.
    ///   - clock: The time, so that tests can set it.
    public init(
        store: any DocumentStore, hasher: PasswordHasher, tokens settings: TokenSettings,
        clock: @escaping @Sendable () -> Instant = { .now }
    ) async {
        let directory = AccountDirectory(store: store, clock: clock)
        let tokens = await TokenIssuer(settings)
        registration = RegistrationService(directory: directory, hasher: hasher)
        authentication = AuthenticationService(directory: directory, hasher: hasher, tokens: tokens)
        ownAccount = OwnAccountService(directory: directory, hasher: hasher)
        administration = AdministrationService(directory: directory, hasher: hasher, registration: registration)
        health = HealthService(store: store)
    }
}
