import DocumentStore

extension Account {
    /// Checks a draft and makes the account of it, but for its password, which is checked alone.
    ///
    /// - Parameters:
    ///   - check: What was found wrong already counts too.
    ///   - createdAt: When the account was made, if it was not now.
    /// - Throws: `AccountError.invalid` with all that is wrong.
    init(
        checking draft: NewAccount, with check: inout AccountCheck, id: ObjectID = .generate(),
        createdAt: Instant? = nil, at now: Instant
    ) throws(AccountError) {
        let namespace = check.namespace(draft.namespace)
        let email = check.email(draft.email)
        let username = check.username(draft.username)
        check.password(draft.password, email: email?.description, username: username?.description)
        let changes = check.changes(draft.changes, of: nil)
        try check.finish()
        guard let namespace, let username else { throw .broken(reason: "an unchecked draft") }

        self.init(id: id, namespace: namespace, username: username.description, createdAt: createdAt ?? now)
        if let email {
            self.email = email.description
            claimEmails(at: now)
        }
        if draft.logsInByUsername { claimUsername() }
        try apply(changes, at: now)
    }
}
