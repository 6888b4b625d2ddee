import DocumentStore

/// Changes that may make or unmake an active administrator: they keep the roster in step, so that a last one stays.
extension AccountDirectory {
    /// How often a change is tried again after a lost race.
    private static let maximumAttempts = 50

    /// As `update`, for changes of `isAdmin` and `isActive`.
    ///
    /// - Throws: `AccountError.lastAdmin` too.
    func updateStanding(
        _ id: ObjectID, _ change: @Sendable (inout Account) throws(AccountError) -> Void
    ) async throws(AccountError) -> Account {
        let changed = try await replace(id) { account throws(AccountError) in
            var changed = account
            try change(&changed)
            changed.noteVisibleChange(since: account, at: now)
            return changed
        }
        guard let changed else { throw .broken(reason: "an update deleted an account") }
        return changed
    }

    /// Deletes the account, if `check` agrees with what is there.
    ///
    /// - Throws: What `check` throws, `AccountError.notFound`, `.lastAdmin`.
    func delete(_ id: ObjectID, _ check: @Sendable (Account) throws(AccountError) -> Void) async throws(AccountError) {
        _ = try await replace(id) { account throws(AccountError) in
            try check(account)
            return nil
        }
    }

    /// Replaces an account by what `change` makes of it, or deletes it where that is nothing.
    private func replace(
        _ id: ObjectID, by change: @Sendable (Account) throws(AccountError) -> Account?
    ) async throws(AccountError) -> Account? {
        for _ in 0..<Self.maximumAttempts {
            guard let before = try await find(id) else { throw .notFound }
            let after = try change(before)
            let changesStanding = before.isActiveAdmin != (after?.isActiveAdmin ?? false)
            var departure: Roster.Departure?
            if changesStanding && before.isActiveAdmin { departure = try await admins.strike(before) }
            let isStored: Bool
            do {
                isStored = try await store(after, over: before)
            } catch {
                if changesStanding { await admins.settle(id, namespace: before.namespace, after: departure) }
                throw error
            }
            if changesStanding { await admins.settle(id, namespace: before.namespace, after: departure) }
            if isStored { return after }
        }
        throw .unavailable(reason: "an account changes too often")
    }

    private func store(_ after: Account?, over before: Account) async throws(AccountError) -> Bool {
        do {
            guard let after else { return try await accounts.delete(before.id, ifRevision: before.revision) }
            return try await accounts.replace(after) != nil
        } catch .duplicateKey {
            throw try await conflict(of: after ?? before)
        } catch {
            throw AccountError(error)
        }
    }
}
