import DocumentStore

extension Account {
    /// The fields that every program that shares the schema writes; `updated_at` may be missing until something is updated.
    private static let sharedFields = ["email", "username", "hashed_password", "is_admin", "is_active", "created_at"]

    /// Makes an account of a document that another program wrote: what is there stays as it is, what is missing is filled in.
    ///
    /// - Throws: Why it can't be one.
    init(adopting document: BSONDocument, at now: Instant) throws(StoreProblem) {
        // A document with a revision is an account of ours that is to be taken over again.
        let isOwn = document["revision"]?.intValue != nil
        for field in Self.sharedFields where !isOwn {
            if document[field] ?? .null == .null { throw StoreProblem(document, field, "is missing") }
        }
        do {
            try self.init(ofStranger: document)
        } catch {
            throw StoreProblem(document, error)
        }
        if let flaw = flaw { throw StoreProblem(document, flaw.field, flaw.reason) }
        claimEmails(at: now)
        reclaimUsername()
    }

    /// What of an account's fields breaks a rule that something relies on.
    private var flaw: (field: String, reason: String)? {
        if let email, !Self.isAddress(email) { return ("email", "is no e-mail address") }
        if let hashedPassword,
            PasswordHash(reading: hashedPassword, policy: .bcrypt(cost: BcryptHash.costs.upperBound)) == nil
        {
            return ("hashed_password", "is in no format that a password can be compared with")
        }
        do {
            _ = try Username(username)
        } catch {
            switch error {
            // Shown as it is: other programs may not have asked for a name.
            case .blank: break
            case .tooLong: return ("username", "is longer than \(Username.maximumLength) characters")
            case .containsControlCharacter: return ("username", "has a control character")
            }
        }
        if roles.contains(where: Role.isAdmin) { return ("roles", "names administrators, which is_admin does") }
        return nil
    }

    /// Whether mail can go to the text as it is stored.
    private static func isAddress(_ text: String) -> Bool {
        EmailAddress(text) != nil && text.trimmingWhiteSpace().utf8.elementsEqual(text.utf8)
    }

    /// Puts the present user name in the place of an earlier one, where it is a login name.
    private mutating func reclaimUsername() {
        let prefix = Identifier("", kind: .username, namespace: namespace).description
        guard !hasLoginName, identifiers.contains(where: { $0.hasPrefix(prefix) }) else { return }
        identifiers.removeAll { $0.hasPrefix(prefix) }
        claimUsername()
    }
}

extension BSONDocument {
    /// The identifier that the document's address claims once it is an account; nil where it has no address.
    var claimedEmail: Identifier? {
        guard let email = self["email"]?.stringValue, !email.isEmpty else { return nil }
        let namespace = self["namespace"]?.stringValue.flatMap(NamespaceName.init) ?? .default
        return Identifier(email, kind: .email, namespace: namespace)
    }
}
