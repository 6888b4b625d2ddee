import DocumentStore

/// Identifiers that belong to others.
extension AccountDirectory {
    /// Whose identifier it is that `account` may not have.
    func conflict(of account: Account) async throws(AccountError) -> AccountError {
        if let email = account.email {
            let identifier = Identifier(email, kind: .email, namespace: account.namespace)
            if strangers.hold(identifier.description) { return .emailTaken }
            let holder = try await find(identifier)
            if let holder, holder.id != account.id { return .emailTaken }
        }
        // The holder may be gone by now; a name is nobody's identifier unless the account logs in by it.
        return account.hasLoginName ? .usernameTaken : .emailTaken
    }

    /// Whether an identifier belongs to another account that would keep it if somebody claimed it now.
    func isTaken(_ identifier: Identifier, except id: ObjectID?) async throws(AccountError) -> Bool {
        if strangers.hold(identifier.description) { return true }
        guard var holder = try await find(identifier), holder.id != id, !holder.isAbandoned(at: now)
        else { return false }
        holder.claimEmails(at: now)
        return holder.identifiers.contains(identifier.description)
    }

    /// Takes from other accounts what `account` claims and they have lost the right to: an address whose time to come back is over,
    /// or all of an account that nobody ever used and nobody can activate any more.
    ///
    /// - Returns: Whether there is room now that was not there before.
    func makeRoom(for account: Account) async throws(AccountError) -> Bool {
        var hasMadeRoom = false
        for identifier in account.identifiers {
            guard let holder = try await find(identifier: identifier), holder.id != account.id else { continue }
            if holder.isAbandoned(at: now) {
                let isGone = try await eraseAbandoned(holder.id)
                hasMadeRoom = hasMadeRoom || isGone
            } else if holder.emailUndos.contains(where: { $0.expiresAt <= now }) {
                let freed = try await update(holder.id, by: .system) { holder in holder.claimEmails(at: now) }
                hasMadeRoom = hasMadeRoom || !freed.identifiers.contains(identifier)
            }
        }
        return hasMadeRoom
    }

    /// Returns whether the account is gone.
    private func eraseAbandoned(_ id: ObjectID) async throws(AccountError) -> Bool {
        do {
            return try await update(id, by: .system) { holder in
                // Somebody may have used it at this very moment.
                guard holder.isAbandoned(at: now) else { return }
                holder.erase(by: .system, at: now)
            }.isErased
        } catch AccountError.notFound {
            // Somebody else who wants the address was faster.
            return true
        }
    }
}
