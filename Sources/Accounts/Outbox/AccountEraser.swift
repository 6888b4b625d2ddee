import DocumentStore

/// Removes what is left of deleted accounts, in an order that a crash at any point only delays.
struct AccountEraser: Sendable {
    let directory: AccountDirectory
    let log: AuditLog
    let letters: DocumentCollection<DeadLetter>
    let backOff: LoginBackOff

    /// Removes everything but the audit's entries, which keep the id alone, and the account's document last.
    func finish(_ account: Account) async throws(AccountError) {
        for entry in account.outbox {
            guard case .erasure(let throttles) = entry.content else { continue }
            for id in throttles { try await backOff.clear(LoginBackOff.Key(id: id)) }
        }
        try await log.anonymize(account.id)
        let found = try await letters.all(of: account.id)
        do {
            for letter in found { _ = try await letters.delete(letter.id, ifRevision: letter.revision) }
            _ = try await directory.accounts.delete(account.id, ifRevision: account.revision)
        } catch {
            throw AccountError(error)
        }
    }
}
