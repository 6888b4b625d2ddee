import DocumentStore

extension DocumentCollection<DeadLetter> {
    /// The account's letters, oldest first: an account has few, since mails to one recipient are limited.
    func all(of account: ObjectID) async throws(AccountError) -> [DeadLetter] {
        var query = PageQuery(along: DeadLetterSchema.byUser, prefix: [.objectID(account)], limit: 100)
        var letters: [DeadLetter] = []
        do {
            repeat {
                let page = try await page(query)
                letters += page.documents
                query.after = page.next
            } while query.after != nil
        } catch {
            throw AccountError(error)
        }
        return letters
    }
}
