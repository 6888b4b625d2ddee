import DocumentStore

/// Bounds what one client, or one account, may do in a time, and the mails that one recipient may get, in the store, for all instances.
struct RateLimiter: Sendable {
    private let buckets: ThrottleRecords<TokenBucket>
    private let mails: ThrottleRecords<MailHistory>
    private let isEnabled: Bool
    private let clock: @Sendable () -> Instant

    /// - Parameter isEnabled: False makes every call allow all at once.
    init(store: any DocumentStore, isEnabled: Bool, clock: @escaping @Sendable () -> Instant) {
        buckets = ThrottleRecords(store: store)
        mails = ThrottleRecords(store: store)
        self.isEnabled = isEnabled
        self.clock = clock
    }

    /// Takes a token.
    ///
    /// - Throws: `AccountError.throttled` when none is there, `.unavailable`.
    func take(_ limit: RateLimit, from network: ClientNetwork) async throws(AccountError) {
        try await take(limit, by: network.description)
    }

    /// Takes a token of an account, from wherever it calls.
    ///
    /// - Throws: As above.
    func take(_ limit: RateLimit, by account: ObjectID) async throws(AccountError) {
        try await take(limit, by: account.description)
    }

    private func take(_ limit: RateLimit, by name: String) async throws(AccountError) {
        guard isEnabled else { return }
        let full = TokenBucket(id: Self.id(limit, name), at: clock())
        try await buckets.change(full) { bucket throws(AccountError) in try bucket.take(limit, at: clock()) }
    }

    /// Returns when a token is there, and leaves it; one read.
    ///
    /// - Throws: As `take`.
    func check(_ limit: RateLimit, from network: ClientNetwork) async throws(AccountError) {
        guard isEnabled, let bucket = try await buckets.find(Self.id(limit, network.description)) else { return }
        try bucket.check(limit, at: clock())
    }

    /// How long a mail of this kind to the recipient has to wait: at most one a minute and five an hour. Nil for one that may go now,
    /// which is noted as sent.
    func mailDelay(kind: String, recipient: String) async throws(AccountError) -> Duration? {
        guard isEnabled else { return nil }
        let history = Self.history(kind, recipient)
        do {
            try await mails.change(history) { history throws(AccountError) in try history.add(at: clock()) }
            return nil
        } catch {
            if case .throttled(let wait) = error { return wait }
            throw error
        }
    }

    /// Forgets the last mail that was noted: it could not be sent.
    func takeBackMail(kind: String, recipient: String) async throws(AccountError) {
        guard isEnabled else { return }
        try await mails.change(Self.history(kind, recipient)) { history throws(AccountError) in history.removeLast() }
    }

    private static func history(_ kind: String, _ recipient: String) -> MailHistory {
        MailHistory(id: ThrottleID.make("mail", kind, Identifier.folded(recipient)))
    }

    private static func id(_ limit: RateLimit, _ name: String) -> String {
        ThrottleID.make("rate", limit.rawValue, name)
    }
}
