import DocumentStore

/// Changes that may make or unmake an active administrator: they keep the roster in step, so that a last one stays.
extension AccountDirectory {
    /// As `update`, for changes of `isAdmin` and `isActive`.
    ///
    /// - Throws: `AccountError.lastAdmin` too.
    func updateStanding(
        _ id: ObjectID, by origin: Origin, _ change: @Sendable (inout Account) throws(AccountError) -> Void
    ) async throws(AccountError) -> Account {
        let mark = WriteMarks.mark()
        var earlier: (before: Account, after: Account)?
        for attempt in 0..<UpdateBackOff.attempts {
            if attempt > 0 { try await backOff(attempt) }
            let found = try await findStored(id)
            if let earlier, let stored = Self.outcome(of: earlier.after, mark, in: found) {
                finish(stored, from: earlier.before, to: earlier.after)
                return stored
            }
            guard let before = found else { throw .notFound }
            var after = before
            try apply(change, by: origin, to: &after)
            if after.bson == before.bson { return before }
            takeOutDelivered(of: &after)
            after.writeMarks.add(mark)
            let changesStanding = before.isActiveAdmin != after.isActiveAdmin
            var departure: Roster.Departure?
            if changesStanding && before.isActiveAdmin { departure = try await admins.strike(before) }
            let stored: Account?
            do {
                stored = try await store(after)
            } catch {
                if changesStanding { await settle(before, after: departure) }
                throw error
            }
            if changesStanding { await settle(before, after: departure) }
            if let stored {
                finish(stored, from: before, to: after)
                return stored
            }
            earlier = (before, after)
        }
        throw .unavailable(reason: "an account changes too often")
    }

    /// What has become of an attempt whose answer was lost, if it took effect after all and others came after it.
    ///
    /// A deleted account's document may be gone by now, and its mark with it; gone is what it was meant to be.
    private static func outcome(of attempted: Account, _ mark: UInt64, in found: Account?) -> Account? {
        guard let found else { return attempted.isErased ? attempted : nil }
        return found.writeMarks.contains(mark) ? found : nil
    }

    private func finish(_ stored: Account, from before: Account, to after: Account) {
        sessionMetrics.count(SessionMetrics.Change(from: before, to: after, at: now))
        bell.ring(for: stored.outbox, at: now)
    }

    /// Deletes the account, if `check` agrees with what is there. What else there is of it goes soon after.
    ///
    /// - Throws: What `check` throws, `AccountError.notFound`, `.lastAdmin`.
    func erase(
        _ id: ObjectID, by origin: Origin, _ check: @Sendable (Account) throws(AccountError) -> Void
    ) async throws(AccountError) {
        _ = try await updateStanding(id, by: origin) { account throws(AccountError) in
            try check(account)
            account.erase(by: origin, at: now)
        }
    }

    /// Puts the roster right in a task that the request's end does not cancel: a strike must not stay.
    private func settle(_ account: Account, after departure: Roster.Departure?) async {
        await Task { await admins.settle(account.id, namespace: account.namespace, after: departure) }.value
    }

    /// Stores a changed account; nil for a lost race, after which there may be room where there was none.
    private func store(_ account: Account) async throws(AccountError) -> Account? {
        do {
            return try await accounts.replace(account)
        } catch .duplicateKey {
            // Nothing of it is an identifier: to another program's unique index, two deleted accounts lack the same address. The worker
            // removes the other one soon.
            if account.isErased {
                bell.ring()
                return nil
            }
            guard try await makeRoom(for: account) else { throw try await conflict(of: account) }
            return nil
        } catch {
            throw AccountError(error)
        }
    }

    private func backOff(_ attempt: Int) async throws(AccountError) {
        do {
            try await UpdateBackOff.wait(after: attempt)
        } catch {
            throw AccountError(error)
        }
    }
}
