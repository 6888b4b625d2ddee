import DocumentStore

/// Takes in the accounts of another service, for those who have the machine. Nothing is mailed.
///
/// The audit has an entry of each import's beginning and of its end, and one of each account that gets more rights than others:
/// an entry of every account would cost as much as the account itself.
public struct ImportService: Sendable {
    /// What brings Django's wrapping of bcrypt's own format.
    private static let djangoBcrypt = "bcrypt$"

    /// How many accounts that were refused are looked up at once.
    private static let maximumLookups = 16

    let directory: AccountDirectory
    let hasher: PasswordHasher
    let log: AuditLog

    /// Checks an account by the rules that all accounts keep.
    ///
    /// - Throws: `AccountError.invalid` with all that is wrong.
    public func prepare(_ imported: ImportedAccount) throws(AccountError) -> PreparedAccount {
        let now = directory.now
        var hash = imported.hashedPassword
        if let text = hash, text.hasPrefix(Self.djangoBcrypt) { hash = String(text.dropFirst(Self.djangoBcrypt.count)) }
        var check = AccountCheck()
        check.hashedPassword(hash, by: hasher)
        check.createdAt(imported.createdAt, at: now)
        check.isFindable(imported.draft)
        var account = try Account(
            checking: imported.draft, with: &check, id: imported.id ?? .generate(), createdAt: imported.createdAt,
            at: now)
        account.hashedPassword = hash
        if account.isPrivileged {
            let blank = Account(namespace: account.namespace, username: account.username, createdAt: now)
            account.recordPrivileges(since: blank, by: .commandLine, at: now)
        }
        return PreparedAccount(account: account, keepsID: imported.id != nil, document: account.bson)
    }

    /// Notes in the audit that an import begins.
    ///
    /// - Throws: `AccountError.unavailable`.
    public func begin() async throws(AccountError) {
        try await record(["state": "begun"])
    }

    /// Notes in the audit what an import did.
    ///
    /// - Throws: `AccountError.unavailable`.
    public func end(_ totals: ImportTotals) async throws(AccountError) {
        try await record([
            "state": "ended", "stored": "\(totals.stored)", "present": "\(totals.present)",
            "refused": "\(totals.refused)",
        ])
    }

    /// Stores accounts, of equals the first.
    ///
    /// - Parameter batch: At most 16 MB of them together.
    /// - Returns: What became of each.
    /// - Throws: `AccountError.unavailable`; then any of them may be stored, and are found present by the next attempt.
    public func store(_ batch: [PreparedAccount]) async throws(AccountError) -> [ImportOutcome] {
        let results = try await directory.insert(encoded: batch.map(\.document))
        var outcomes = [ImportOutcome](repeating: .stored, count: batch.count)
        for (place, outcome) in await judge(batch, results) { outcomes[place] = try outcome.get() }
        for (prepared, outcome) in zip(batch, outcomes) where prepared.account.isActiveAdmin && outcome == .stored {
            await directory.admins.settle(prepared.account.id, namespace: prepared.account.namespace)
        }
        return outcomes
    }

    /// What becomes of those that the store refused, several at once: when an import is run again these are all.
    private func judge(
        _ batch: [PreparedAccount], _ results: [StoreError?]
    ) async -> [(Int, Result<ImportOutcome, AccountError>)] {
        await withTaskGroup(of: (Int, Result<ImportOutcome, AccountError>).self) { group in
            var outcomes: [(Int, Result<ImportOutcome, AccountError>)] = []
            var running = 0
            for (place, error) in results.enumerated() {
                guard let error else { continue }
                if running == Self.maximumLookups, let outcome = await group.next() { outcomes.append(outcome) }
                running = min(running + 1, Self.maximumLookups)
                group.addTask {
                    // The optimiser of Swift 6.3 loses the place when the error is caught here.
                    let outcome = await result(of: batch[place], error)
                    return (place, outcome)
                }
            }
            for await outcome in group { outcomes.append(outcome) }
            return outcomes
        }
    }

    private func result(
        of prepared: PreparedAccount, _ error: StoreError
    ) async -> Result<ImportOutcome, AccountError> {
        do throws(AccountError) {
            return .success(try await outcome(of: prepared, error))
        } catch {
            return .failure(error)
        }
    }

    private func outcome(of prepared: PreparedAccount, _ error: StoreError) async throws(AccountError) -> ImportOutcome
    {
        guard case .duplicateKey(let index) = error else { return .refused(try AccountError(error).importProblems) }
        if try await isPresent(prepared) { return .present }
        if index == "_id" {
            return .refused([FieldProblem("id", .conflict, "This belongs to a document that is no account.")])
        }
        do {
            // What holds the identifier may have lost the right to it.
            try await directory.insert(prepared.account)
            return .stored
        } catch {
            return .refused(try error.importProblems)
        }
    }

    private func isPresent(_ prepared: PreparedAccount) async throws(AccountError) -> Bool {
        let account = prepared.account
        if prepared.keepsID { return try await directory.find(account.id) != nil }
        if let email = account.email {
            let identifier = Identifier(email, kind: .email, namespace: account.namespace)
            return try await directory.find(identifier)?.hasEmail(identifier) ?? false
        }
        let name = Identifier(account.username, kind: .username, namespace: account.namespace)
        return try await directory.find(name) != nil
    }

    private func record(_ details: [String: String]) async throws(AccountError) {
        try await log.insert(
            AuditEntry(
                .usersImported, user: nil, namespace: .default, .commandLine, at: directory.now, details: details))
    }
}

extension AccountError {
    /// What of the account is to blame.
    ///
    /// - Throws: The error itself when it is not the account.
    fileprivate var importProblems: [FieldProblem] {
        get throws(AccountError) {
            switch self {
            case .invalid(let problems): return problems
            case .emailTaken: return [FieldProblem("email", .conflict, "This belongs to another account.")]
            case .usernameTaken: return [FieldProblem("username", .conflict, "This belongs to another account.")]
            default: throw self
            }
        }
    }
}
