import DocumentStore

/// Looking at mails that could not be delivered, and trying them again.
public struct DeadLetterService: Sendable {
    /// The most letters that a list has.
    public static let maximumCount = 1000

    let letters: DocumentCollection<DeadLetter>
    let directory: AccountDirectory
    let log: AuditLog

    /// The letters that the caller may see, the newest first.
    public func list(by caller: Caller) async throws(AccountError) -> [DeadLetter] {
        try caller.requireAdmin()
        let query =
            if let namespace = caller.managedNamespace {
                PageQuery(
                    along: DeadLetterSchema.byNamespace, prefix: [.string(namespace.description)], order: .descending,
                    limit: Self.maximumCount)
            } else {
                PageQuery(along: DeadLetterSchema.byTime, order: .descending, limit: Self.maximumCount)
            }
        do {
            return try await letters.page(query).documents
        } catch {
            throw AccountError(error)
        }
    }

    /// Queues a letter again, its attempts counted anew.
    ///
    /// - Throws: `AccountError.notFound`, `.forbidden`, `.unavailable`.
    public func retry(_ id: ObjectID, by caller: Caller, from client: ClientDescription) async throws(AccountError) {
        let letter = try await letter(id, by: caller)
        let now = directory.now
        // Queued before it is forgotten: a crash in between leaves it in both places rather than in none.
        let origin = caller.origin(client)
        try await directory.update(letter.userID, by: origin) { account in
            let mail = letter.mail
            account.queue(QueuedMail(mail.kind, to: mail.recipient, undoID: mail.undoID, device: mail.device), at: now)
            account.record(.mailRetried, by: origin, at: now, details: ["mail": id.description])
        }
        try await forget(letter)
    }

    /// Forgets a letter.
    ///
    /// - Throws: `AccountError.notFound`, `.forbidden`, `.unavailable`.
    public func delete(_ id: ObjectID, by caller: Caller, from client: ClientDescription) async throws(AccountError) {
        let letter = try await letter(id, by: caller)
        try await log.insert(
            AuditEntry(
                .mailDropped, user: letter.userID, namespace: letter.namespace, caller.origin(client),
                at: directory.now, details: ["mail": id.description]))
        try await forget(letter)
    }

    private func letter(_ id: ObjectID, by caller: Caller) async throws(AccountError) -> DeadLetter {
        try caller.requireAdmin()
        do {
            guard let letter = try await letters.find(id), caller.reaches(letter.namespace)
            else { throw AccountError.notFound }
            return letter
        } catch let error as StoreError {
            throw AccountError(error)
        } catch {
            throw .notFound
        }
    }

    private func forget(_ letter: DeadLetter) async throws(AccountError) {
        do {
            _ = try await letters.delete(letter.id, ifRevision: letter.revision)
        } catch {
            throw AccountError(error)
        }
    }
}
