extension DocumentCollection {
    /// Changes a document: reads it, applies `change`, replaces it if nobody else has in the meantime, else begins again.
    ///
    /// `change` may run several times, each time on a document as it is stored, and must have no effect beyond it. When it leaves
    /// the document as it was, nothing is written.
    ///
    /// ```swift
    /// try await accounts.update(id) { account throws(AccountError) in account.email = try validated(email) }
    /// ```
    ///
    /// - Parameter known: The document as the caller has just read it, which saves the first read; if it has changed since, the
    ///   replacement notices.
    /// - Parameter tidying: What goes along with a change that is made; by itself it is none.
    /// - Returns: The document as it is stored now; nil when there is none with this id.
    /// - Throws: What `change` throws; else what the store throws, in terms of the same type:
    ///   `StoreError.duplicateKey` for a key that is taken, `.unavailable` when too many others change the same document.
    public func update<Failure: StoreErrorConvertible>(
        _ id: Document.ID, known: Document? = nil, _ change: (inout Document) throws(Failure) -> Void,
        tidying: (inout Document) -> Void = { _ in }
    ) async throws(Failure) -> Document? {
        var known = known
        let mark = WriteMarks.mark()
        for attempt in 0..<UpdateBackOff.attempts {
            if attempt > 0 {
                do { try await UpdateBackOff.wait(after: attempt) } catch { throw Failure(error) }
            }
            var found = known
            known = nil
            if found == nil {
                do { found = try await find(id) } catch { throw Failure(error) }
            }
            guard let found else { return nil }
            // An earlier attempt took effect after all, its answer was lost, and another's write came after it.
            if attempt > 0, found.writeMarks.contains(mark) { return found }
            var changed = found
            try change(&changed)
            if changed.bson == found.bson { return found }
            tidying(&changed)
            changed.revision = found.revision
            changed.writeMarks.add(mark)
            do {
                if let stored = try await replace(changed) { return stored }
            } catch {
                throw Failure(error)
            }
        }
        throw Failure(.unavailable("a document of \(definition.name) is changed by too many at once"))
    }

    /// Changes a document as above, by a change that can't fail.
    public func update(
        _ id: Document.ID, _ change: (inout Document) -> Void
    ) async throws(StoreError) -> Document? {
        try await update(id) { document throws(StoreError) in change(&document) }
    }
}
