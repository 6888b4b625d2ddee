import DocumentStore

/// The active administrators of each namespace, one document a namespace, so that two demotions at once can't remove the last one.
///
/// The list may lack an administrator after a crash, but never has one too many: an account is listed after it became an
/// administrator, and struck out before it stops being one.
struct AdminRoster: Sendable {
    /// How long a demotion may take from striking out to the account's own write; one that takes longer has died.
    private static let demotionTime = Duration.seconds(600)
    /// How many administrators a roster lists; more are not needed to know that one is not the last.
    private static let maximumCount = 100
    /// How often to try again after another request changed the roster.
    private static let maximumAttempts = 100

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
            return try await !activeAdmins(namespace).isEmpty
        } catch {
            throw AccountError(error)
        }
    }

    /// Strikes out an administrator who is about to be demoted, disabled or deleted; `settle` must follow.
    ///
    /// - Throws: `AccountError.lastAdmin` when nobody else is left.
    func strike(_ account: Account) async throws(AccountError) -> Roster.Departure {
        do {
            return try await strikeIfOthersRemain(account)
        } catch AccountError.lastAdmin {
            // The list may lack somebody: look at the accounts themselves before refusing.
            try await rebuild(account.namespace)
            return try await strikeIfOthersRemain(account)
        }
    }

    /// Ends what `strike` began, and lists the account if it is an active administrator that nobody else is demoting.
    ///
    /// A failure is no failure of the change that was made: what the list lacks, `rebuild` finds.
    func settle(_ id: ObjectID, namespace: NamespaceName, after departure: Roster.Departure? = nil) async {
        do {
            for _ in 0..<Self.maximumAttempts {
                // The roster first, then the account, then the roster if it is the same still: no demotion falls in between.
                guard var roster = try await roster(namespace) else { return }
                let before = roster
                let account = try await accounts.find(id)
                roster.forgetDepartures(before: clock() - Self.demotionTime)
                roster.leaving.removeAll { $0.token == departure?.token }
                roster.admins.removeAll { $0 == id }
                let isLeaving = roster.leaving.contains { $0.id == id }
                if account?.isActiveAdmin == true, !isLeaving, roster.admins.count < Self.maximumCount {
                    roster.admins.append(id)
                }
                if roster.bson == before.bson { return }
                if try await rosters.replace(roster) != nil { return }
            }
        } catch {}
    }

    private func strikeIfOthersRemain(_ account: Account) async throws(AccountError) -> Roster.Departure {
        let departure = Roster.Departure(token: .generate(), id: account.id, at: clock())
        do {
            _ = try await roster(account.namespace)
        } catch {
            throw AccountError(error)
        }
        _ = try await rosters.update(account.namespace.description) { roster throws(AccountError) in
            let others = roster.admins.filter { $0 != account.id }
            guard !others.isEmpty else { throw .lastAdmin }
            roster.admins = others
            roster.leaving.append(departure)
        }
        return departure
    }

    /// Lists the administrators that the accounts themselves name, but for those who are being demoted at this moment.
    private func rebuild(_ namespace: NamespaceName) async throws(AccountError) {
        do {
            // The roster is read first and replaced only if it is the same still, so that no demotion falls in between.
            guard var roster = try await roster(namespace) else { return }
            roster.forgetDepartures(before: clock() - Self.demotionTime)
            let leaving = roster.leaving.map(\.id)
            roster.admins = try await activeAdmins(namespace).filter { !leaving.contains($0) }
            _ = try await rosters.replace(roster)
        } catch {
            throw AccountError(error)
        }
    }

    /// The ids of the namespace's active administrators, as many as a roster lists.
    private func activeAdmins(_ namespace: NamespaceName) async throws(StoreError) -> [ObjectID] {
        let query = PageQuery(
            along: AccountSchema.byAdministration, prefix: [.string(namespace.description), .bool(true), .bool(true)],
            limit: Self.maximumCount)
        // Those that can't be read administer nothing.
        return try await accounts.page(query, skippingUnreadable: { _ in }).documents.map(\.id)
    }

    /// The namespace's roster, made when it is missing.
    private func roster(_ namespace: NamespaceName) async throws(StoreError) -> Roster? {
        if let roster = try await rosters.find(namespace.description) { return roster }
        do {
            try await rosters.insert(Roster(id: namespace.description))
        } catch .duplicateKey {
            // Another request was faster.
        }
        return try await rosters.find(namespace.description)
    }
}
