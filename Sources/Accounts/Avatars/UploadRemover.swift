import BlobStorage
import DocumentStore

/// Removes the bytes that outboxes name. Any number of instances may do so at once, since no name is used twice.
struct UploadRemover: Sendable {
    /// When it is tried again after the storage failed.
    private static let retryDelay = Duration.seconds(60)

    let directory: AccountDirectory
    let storage: any BlobStorage

    /// Removes what is due of an account.
    ///
    /// - Throws: `AccountError` for the last failure; what failed is due again in a minute.
    func removeUploads(of account: Account) async throws(AccountError) {
        let now = directory.now
        guard account.outbox.contains(where: { $0.isUpload && $0.dueAt <= now }),
            let account = try await directory.edit(account.id, { $0.condemnUploads(at: now) })
        else { return }
        var removed: Set<ObjectID> = []
        var failed: Set<ObjectID> = []
        var failure: BlobError?
        for entry in account.outbox where entry.dueAt <= now {
            guard case .removal(let name) = entry.content else { continue }
            do {
                try await storage.delete(name)
                removed.insert(entry.id)
            } catch {
                failure = error
                failed.insert(entry.id)
            }
        }
        let (done, delayed) = (removed, failed)
        try await directory.edit(account.id) { account in
            account.outbox.removeAll { done.contains($0.id) }
            for index in account.outbox.indices where delayed.contains(account.outbox[index].id) {
                account.outbox[index].dueAt = now + Self.retryDelay
            }
        }
        if account.isErased { directory.bell.ring() }
        if let failure { throw AccountError(failure) }
    }
}
