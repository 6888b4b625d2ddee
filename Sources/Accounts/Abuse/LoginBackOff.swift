import DocumentStore

/// Slows down who guesses passwords: after five failures each further one doubles the wait, in the store, for all instances.
///
/// An attempt's outcome may be told only if `recordFailure` or `recordSuccess` took it after the password was looked at. Both throw
/// while the key is blocked, so that of many attempts at once no more is learnt than of as many in a row.
struct LoginBackOff: Sendable {
    /// Whose failures are counted together.
    struct Key: Hashable, Sendable {
        let id: String

        /// A login name as it was given, whether an account has it or not. The namespace is any text too.
        static func login(_ login: String, namespace: String) -> Key {
            Key(id: ThrottleID.make("login", namespace, Identifier.folded(login)))
        }

        /// An address from which the account logged in before: an attacker elsewhere can't lock its holder out.
        static func account(_ account: ObjectID, from network: ClientNetwork) -> Key {
            self.account(account, network: network.description)
        }

        /// As above, by the network's description.
        static func account(_ account: ObjectID, network: String) -> Key {
            Key(id: ThrottleID.make("account", account.description, network))
        }
    }

    private let records: ThrottleRecords<LoginFailures>
    private let isEnabled: Bool
    private let clock: @Sendable () -> Instant

    /// - Parameter isEnabled: False makes every call return at once.
    init(store: any DocumentStore, isEnabled: Bool, clock: @escaping @Sendable () -> Instant) {
        records = ThrottleRecords(store: store)
        self.isEnabled = isEnabled
        self.clock = clock
    }

    /// Returns when an attempt may be made now; before the password is looked at.
    ///
    /// - Throws: `AccountError.throttled` while the key is blocked, `.unavailable`.
    func check(_ key: Key) async throws(AccountError) {
        guard isEnabled, let failures = try await records.find(key.id) else { return }
        try failures.check(at: clock())
    }

    /// Counts a wrong password.
    ///
    /// - Throws: `AccountError.throttled` when the key is blocked by now, and nothing was counted: whether the password was right must
    ///   not be told; `.unavailable`.
    func recordFailure(_ key: Key) async throws(AccountError) {
        guard isEnabled else { return }
        try await records.change(LoginFailures(id: key.id, at: clock())) { failures throws(AccountError) in
            try failures.add(at: clock())
        }
    }

    /// Forgets the failures after a right password; one read and no write when there were none.
    ///
    /// - Throws: As `recordFailure`, and nothing was forgotten.
    func recordSuccess(_ key: Key) async throws(AccountError) {
        guard isEnabled else { return }
        try await records.delete(key.id) { failures throws(AccountError) in try failures.check(at: clock()) }
    }

    /// Forgets the failures whatever they are: after a mailed link has proved who it is.
    func clear(_ key: Key) async throws(AccountError) {
        guard isEnabled else { return }
        try await records.delete(key.id) { _ in }
    }
}
