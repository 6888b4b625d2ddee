import DocumentStore

/// The stored audit entries: the one place that reads and writes them.
struct AuditLog: Sendable {
    /// How many entries of a deleted account are changed at a time.
    private static let batch = 100

    let entries: DocumentCollection<AuditEntry>

    init(store: any DocumentStore) {
        entries = DocumentCollection(AuditSchema.audit, in: store)
    }

    /// Stores an entry that no change of an account carries; once, however often it is tried.
    func insert(_ entry: AuditEntry) async throws(AccountError) {
        do {
            try await entries.insert(entry)
        } catch .duplicateKey {
            // It is there already: an earlier attempt was cut short after this step.
        } catch {
            throw AccountError(error)
        }
    }

    /// Stores entries as above.
    ///
    /// - Returns: For each why it could not be stored; nil for those that are.
    func insert(encoded entries: [BSONDocument]) async throws(AccountError) -> [AccountError?] {
        do {
            return try await self.entries.insert(encoded: entries).map { refusal in
                if case .duplicateKey = refusal { nil } else { refusal.map { AccountError($0) } }
            }
        } catch {
            throw AccountError(error)
        }
    }

    /// Takes from the entries about a deleted account, and about what it did, whatever tells more than its id.
    func anonymize(_ user: ObjectID) async throws(AccountError) {
        let actor = AuditActor.user(user).description
        try await anonymize(PageQuery(along: AuditSchema.byUser, prefix: [.objectID(user)], limit: Self.batch))
        try await anonymize(PageQuery(along: AuditSchema.byActor, prefix: [.string(actor)], limit: Self.batch))
    }

    private func anonymize(_ query: PageQuery) async throws(AccountError) {
        var query = query
        do {
            while true {
                let page = try await entries.page(query)
                for entry in page.documents where entry.ip != nil || entry.userAgent != nil {
                    _ = try await entries.update(entry.id) { entry in
                        entry.ip = nil
                        entry.userAgent = nil
                    }
                }
                guard let next = page.next else { return }
                query.after = next
            }
        } catch {
            throw AccountError(error)
        }
    }
}
