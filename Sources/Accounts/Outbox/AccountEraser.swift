import DocumentStore

/// Removes what is left of deleted accounts, in an order that a crash at any point only delays.
struct AccountEraser: Sendable {
    let directory: AccountDirectory
    let log: AuditLog
    let letters: DocumentCollection<DeadLetter>
    let backOff: LoginBackOff

    /// Removes everything but the audit's entries, which keep the id alone, and the account's document last: when its uploads are gone.
    func finish(_ account: Account) async throws(AccountError) {
        for entry in account.outbox {
            guard case .erasure(let throttles) = entry.content else { continue }
            guard entry.dueAt <= directory.now else { return }
            for id in throttles { try await backOff.clear(LoginBackOff.Key(id: id)) }
        }
        try await log.anonymize(account.id)
        let found = try await letters.all(of: account.id)
        do {
            for letter in found { _ = try await letters.delete(letter.id, ifRevision: letter.revision) }
        } catch {
            throw AccountError(error)
        }
        if let last = account.outbox.filter(\.isUpload).map(\.dueAt).max() {
            return try await postpone(account, until: last)
        }
        do {
            _ = try await directory.accounts.delete(account.id, ifRevision: account.revision)
        } catch {
            throw AccountError(error)
        }
    }

    /// Keeps of a deleted account what its uploads have to be found by.
    private func postpone(_ account: Account, until end: Instant) async throws(AccountError) {
        let delivered = account.auditIDs
        try await directory.edit(account.id) { account in
            account.outbox.removeAll { delivered.contains($0.id) }
            for index in account.outbox.indices {
                if case .erasure = account.outbox[index].content { account.outbox[index].dueAt = end }
            }
        }
    }
}
