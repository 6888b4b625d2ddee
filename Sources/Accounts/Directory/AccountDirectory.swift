import DocumentStore

/// The stored accounts: the one place that reads and writes them.
struct AccountDirectory: Sendable {
    /// How many decoded accounts are kept, some kilobytes each.
    private static let decodedCapacity = 4096

    let accounts: DocumentCollection<Account>
    let admins: AdminRoster
    let bell = OutboxBell()
    let delivered = DeliveredEntries()
    /// The documents that are nobody's accounts.
    let strangers = Strangers()
    let sessionMetrics = SessionMetrics()
    /// What the service calls itself towards its users.
    let serviceName: String
    private let clock: @Sendable () -> Instant

    init(store: any DocumentStore, serviceName: String, clock: @escaping @Sendable () -> Instant) {
        self.serviceName = serviceName
        accounts = DocumentCollection(
            AccountSchema.users, in: store, decodedCapacity: Self.decodedCapacity)
        admins = AdminRoster(store: store, clock: clock)
        self.clock = clock
    }

    var now: Instant { clock() }

    /// The account with this id; a deleted one is none, nor is a document that can't be read as one.
    func find(_ id: ObjectID) async throws(AccountError) -> Account? {
        try await read(id)?.document
    }

    /// As above, also what is left of a deleted one.
    func findStored(_ id: ObjectID) async throws(AccountError) -> Account? {
        try await find { () async throws(StoreError) in try await accounts.find(id) }
    }

    /// As above, shared with others who read it.
    func read(_ id: ObjectID) async throws(AccountError) -> Decoded<Account>? {
        try await find { () async throws(StoreError) in
            guard let account = try await accounts.read(id), !account.document.isErased else { return nil }
            return account
        }
    }

    func find(_ identifier: Identifier) async throws(AccountError) -> Account? {
        try await find(identifier: identifier.description)
    }

    func find(identifier: String) async throws(AccountError) -> Account? {
        try await find { () async throws(StoreError) in
            try await accounts.find(.string(identifier), by: AccountSchema.identifiers)
        }
    }

    private func find<Found>(_ read: () async throws(StoreError) -> Found?) async throws(AccountError) -> Found? {
        do {
            return try await read()
        } catch {
            if case .unreadable = error { return nil }
            throw AccountError(error)
        }
    }

    /// The account that a login name names: an e-mail address first, where it looks like one.
    ///
    /// Both kinds are always looked up, so that the time does not tell which one there is.
    func find(login: String, namespace: NamespaceName) async throws(AccountError) -> Account? {
        let email = Identifier(login, kind: .email, namespace: namespace)
        let byEmail = try await find(email)
        let byName = try await find(Identifier(login, kind: .username, namespace: namespace))
        if let byEmail, byEmail.hasEmail(email) { return byEmail }
        return byName
    }

    /// One page of a listing, and how many accounts it has in all.
    func list(_ query: AccountQuery, within namespace: NamespaceName?) async throws(AccountError) -> AccountPage {
        do {
            async let total = count(query, within: namespace)
            let page = try await page(query, within: namespace)
            return AccountPage(accounts: page.documents, next: page.next, total: try await total)
        } catch let error as AccountError {
            throw error
        } catch {
            throw .broken(reason: "\(error)")
        }
    }

    /// One page of a listing, without what is left of deleted accounts and documents that can't be read as accounts.
    func page(
        _ query: AccountQuery, within namespace: NamespaceName?
    ) async throws(AccountError) -> CollectionPage<Account> {
        var query = query
        do {
            // What is skipped need not be read where nothing is left of deleted accounts; what goes in between is left out below.
            if query.leavesOutErased, query.offset > 0, try await accounts.count(withOutbox(within: namespace)) == 0 {
                query.leavesOutErased = false
            }
        } catch {
            throw AccountError(error)
        }
        return try await page(try query.pageQuery(within: namespace))
    }

    private func page(_ query: PageQuery) async throws(AccountError) -> CollectionPage<Account> {
        do {
            let page = try await accounts.page(query) { _ in }
            return CollectionPage(documents: page.documents.filter { !$0.isErased }, next: page.next)
        } catch {
            throw AccountError(error)
        }
    }

    /// How many accounts a listing has, without what is left of deleted ones and documents that were not taken over.
    func count(_ query: AccountQuery, within namespace: NamespaceName?) async throws(AccountError) -> Int {
        var query = query
        query.leavesOutErased = false
        let all = try query.pageQuery(within: namespace)
        let waiting = withOutbox(all.filters, within: namespace)
        var living = waiting
        living.filters.append(.equals(field: "erased_at", .null))
        do {
            let total = try await accounts.count(all) - strangers(among: all, within: namespace)
            let withOutbox = try await accounts.count(waiting)
            guard withOutbox > 0 else { return total }
            return total - max(0, withOutbox - (try await accounts.count(living)))
        } catch {
            throw AccountError(error)
        }
    }

    /// Selects accounts with an outbox, which what is left of a deleted one has until it goes: few have one, so they are counted
    /// rather than all accounts.
    private func withOutbox(_ filters: [PageQuery.Filter] = [], within namespace: NamespaceName?) -> PageQuery {
        var query = PageQuery(
            along: AccountSchema.byOutbox, from: .dateTime(Instant(milliseconds: 0)), filters: filters, limit: 1)
        if let namespace { query.filters.append(.equals(field: "namespace", .string(namespace.description))) }
        return query
    }

    /// How many documents that are nobody's accounts a listing would count.
    private func strangers(
        among all: PageQuery, within namespace: NamespaceName?
    ) async throws(StoreError) -> Int {
        if strangers.isEmpty { return 0 }
        var query = AccountSchema.strangers(limit: 1)
        query.filters = all.filters
        if let namespace { query.filters.append(.equals(field: "namespace", .string(namespace.description))) }
        return try await accounts.count(query)
    }

    /// Stores a new account.
    ///
    /// - Throws: `AccountError.emailTaken` or `.usernameTaken` when an identifier belongs to another account.
    func insert(_ account: Account) async throws(AccountError) {
        if account.identifiers.contains(where: strangers.hold) { throw .emailTaken }
        do {
            try await accounts.insert(account)
        } catch .duplicateKey {
            guard try await makeRoom(for: account) else { throw try await conflict(of: account) }
            do {
                try await accounts.insert(account)
            } catch {
                throw AccountError(error)
            }
        } catch {
            throw AccountError(error)
        }
        bell.ring(for: account.outbox, at: now)
    }

    /// Stores many new accounts, each or not for itself: no room is made for them, and who takes the bell rings it.
    ///
    /// - Returns: For each account why it was refused; nil for those that are stored.
    func insert(encoded accounts: [BSONDocument]) async throws(AccountError) -> [StoreError?] {
        do {
            return try await self.accounts.insert(encoded: accounts)
        } catch {
            throw AccountError(error)
        }
    }

    /// Reads, changes and replaces an account, again from the start when it lost a race.
    ///
    /// - Parameter known: The account as it was read for this request.
    /// - Returns: The changed account.
    /// - Throws: What `change` throws, `AccountError.notFound`, or a conflict as `insert`.
    @discardableResult
    func update(
        _ id: ObjectID, known: Account? = nil, by origin: Origin,
        _ change: @Sendable (inout Account) throws(AccountError) -> Void
    ) async throws(AccountError) -> Account {
        var hasMadeRoom = false
        while true {
            var attempted: Account?
            var sessions: SessionMetrics.Change?
            let changed: Account?
            do {
                changed = try await accounts.update(id, known: hasMadeRoom ? nil : known) {
                    account throws(AccountError) in
                    let before = account
                    try apply(change, by: origin, to: &account)
                    attempted = account
                    sessions = SessionMetrics.Change(from: before, to: account, at: now)
                } tidying: {
                    takeOutDelivered(of: &$0)
                }
            } catch {
                guard case .emailTaken = error, let attempted else { throw error }
                guard !hasMadeRoom, try await makeRoom(for: attempted) else { throw try await conflict(of: attempted) }
                hasMadeRoom = true
                continue
            }
            guard let changed else { throw .notFound }
            if let sessions { sessionMetrics.count(sessions) }
            bell.ring(for: changed.outbox, at: now)
            return changed
        }
    }

    /// Changes what only the service itself sees of an account, deleted or not: nothing of it is audited.
    @discardableResult
    func edit(
        _ id: ObjectID, _ change: @Sendable (inout Account) -> Void
    ) async throws(AccountError) -> Account? {
        try await accounts.update(id) { account throws(AccountError) in change(&account) }
    }

    /// Applies a change as every change is applied: to what is not deleted, audited, counted, and with room for what must follow.
    func apply(
        _ change: (inout Account) throws(AccountError) -> Void, by origin: Origin, to account: inout Account
    ) throws(AccountError) {
        guard !account.isErased else { throw .notFound }
        let before = account
        try change(&account)
        let claims = account.identifiers.filter { !before.identifiers.contains($0) }
        if claims.contains(where: strangers.hold) { throw .emailTaken }
        account.queueRemoval(since: before, at: now)
        account.noteVisibleChange(since: before, at: now)
        if !account.isErased { account.recordChanges(since: before, by: origin, at: now) }
        let stored = delivered.of(account.id)
        let waiting = account.outbox.count { !stored.contains($0.id) }
        guard waiting <= Account.maximumOutboxCount || account.outbox.count <= before.outbox.count
        else { throw .unavailable(reason: "too much waits in the account's outbox") }
    }

    /// Takes audit entries that are stored out of an account that is about to be written.
    func takeOutDelivered(of account: inout Account) {
        let stored = delivered.of(account.id)
        if !stored.isEmpty { account.outbox.removeAll { stored.contains($0.id) } }
    }
}
