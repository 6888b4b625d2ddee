import DocumentStore

/// Uploaded bytes that the account refers to no more, or not yet, are named in its outbox, so that none stay for ever.
extension Account {
    /// The most uploads that wait to be settled or removed: while a storage is away, an outbox must not fill up with them.
    private static let maximumUploadCount = 64

    /// Takes note of bytes that are about to be stored.
    ///
    /// - Throws: `AccountError.unavailable` when too many wait.
    mutating func queueUpload(_ upload: OutboxEntry) throws(AccountError) {
        guard outbox.count(where: \.isUpload) < Self.maximumUploadCount else {
            throw .unavailable(reason: "too many uploads of one account wait to be removed")
        }
        outbox.append(upload)
    }

    /// Takes note that a change has left an upload to nobody.
    mutating func queueRemoval(since before: Account, at now: Instant) {
        guard let name = AvatarName(path: before.profile.avatar), AvatarName(path: profile.avatar) != name else {
            return
        }
        outbox.append(OutboxEntry(.removal(name: name.text), dueAt: now))
    }

    /// Takes an upload out of the outbox, as the account refers to it from now on; false when its removal has begun.
    mutating func settleUpload(_ id: ObjectID) -> Bool {
        guard let index = outbox.firstIndex(where: { $0.id == id }), case .upload = outbox[index].content
        else { return false }
        outbox.remove(at: index)
        return true
    }

    /// Makes an upload due that will not be settled.
    mutating func expireUpload(_ id: ObjectID, at now: Instant) {
        guard let index = outbox.firstIndex(where: { $0.id == id }) else { return }
        outbox[index].dueAt = now
    }

    /// Turns the uploads that were not settled in time into removals: they can't be settled any more.
    mutating func condemnUploads(at now: Instant) {
        for index in outbox.indices where outbox[index].dueAt <= now {
            guard case .upload(let name) = outbox[index].content else { continue }
            outbox[index].content = .removal(name: name)
        }
    }
}
