import DocumentStore

/// The active administrators of each namespace, one document a namespace, so that two demotions at once can't remove the last one.
///
/// The list may lack an administrator after a crash, but never has one too many: an account is listed after it became an
/// administrator, and struck out before it stops being one.
struct AdminRoster: Sendable {
    /// How long a demotion may take from striking out to the account's own write; one that takes longer has died.
    private static let demotionTime = Duration.seconds(60)
    /// How many administrators a roster lists; more are not needed to know that one is not the last.
    private static let maximumCount = 100

    private let rosters: DocumentCollection<Roster>
    private let accounts: DocumentCollection<Account>
    private let clock: @Sendable () -> Instant

    init(store: any DocumentStore, clock: @escaping @Sendable () -> Instant) {
        rosters = DocumentCollection(AccountSchema.admins, in: store)
        accounts = DocumentCollection(AccountSchema.users, in: store)
        self.clock = clock
    }

    /// Whether the namespace has an active administrator.
    func exist(in namespace: NamespaceName) async throws(AccountError) -> Bool {
        do {
            return try await !accounts.page(Self.query(namespace, limit: 1)).documents.isEmpty
        } catch {
            throw AccountError(error)
        }
    }

    /// Lists an account that has become an active administrator.
    func add(_ account: Account) async throws(AccountError) {
        try await update(account.namespace) { roster throws(AccountError) in
            // Somebody may be demoting it already.
            guard !roster.leaving.contains(where: { $0.id == account.id }) else { return }
            guard !roster.admins.contains(account.id), roster.admins.count < Self.maximumCount else { return }
            roster.admins.append(account.id)
        }
    }

    /// Strikes out an administrator who is about to be demoted, disabled or deleted; `settle` must follow.
    ///
    /// - Throws: `AccountError.lastAdmin` when nobody else is left.
    func strike(_ account: Account) async throws(AccountError) {
        do {
            try await strikeIfOthersRemain(account)
        } catch AccountError.lastAdmin {
            // The list may lack somebody: look at the accounts themselves before refusing.
            try await rebuild(account.namespace)
            try await strikeIfOthersRemain(account)
        }
    }

    /// Ends what `strike` began: lists the account again if it still is an active administrator.
    func settle(_ id: ObjectID, namespace: NamespaceName) async throws(AccountError) {
        let account: Account?
        do {
            account = try await accounts.find(id)
        } catch {
            throw AccountError(error)
        }
        try await update(namespace) { roster throws(AccountError) in
            roster.leaving.removeAll { $0.id == id }
            roster.admins.removeAll { $0 == id }
            if account?.isActiveAdmin == true { roster.admins.append(id) }
        }
    }

    private func strikeIfOthersRemain(_ account: Account) async throws(AccountError) {
        let now = clock()
        try await update(account.namespace) { roster throws(AccountError) in
            let others = roster.admins.filter { $0 != account.id }
            guard !others.isEmpty else { throw .lastAdmin }
            roster.admins = others
            roster.leaving.removeAll { $0.id == account.id }
            roster.leaving.append(Roster.Departure(id: account.id, at: now))
        }
    }

    /// Lists the administrators that the accounts themselves name, but for those who are being demoted at this moment.
    private func rebuild(_ namespace: NamespaceName) async throws(AccountError) {
        let query = Self.query(namespace, limit: Self.maximumCount)
        do {
            // The roster is read first and replaced only if it is the same still, so that no demotion falls in between.
            guard var roster = try await rosters.find(namespace.description) else { return }
            let oldest = clock() - Self.demotionTime
            roster.leaving.removeAll { $0.at < oldest }
            let leaving = roster.leaving.map(\.id)
            roster.admins = try await accounts.page(query).documents.map(\.id).filter { !leaving.contains($0) }
            _ = try await rosters.replace(roster)
        } catch {
            throw AccountError(error)
        }
    }

    private static func query(_ namespace: NamespaceName, limit: Int) -> PageQuery {
        PageQuery(
            along: AccountSchema.byAdministration, prefix: [.string(namespace.description), .bool(true), .bool(true)],
            limit: limit)
    }

    private func update(
        _ namespace: NamespaceName, _ change: @Sendable (inout Roster) throws(AccountError) -> Void
    ) async throws(AccountError) {
        do {
            if try await rosters.find(namespace.description) == nil {
                try await rosters.insert(Roster(id: namespace.description))
            }
        } catch .duplicateKey {
            // Another request was faster; the roster is there.
        } catch {
            throw AccountError(error)
        }
        _ = try await rosters.update(namespace.description, change)
    }
}
