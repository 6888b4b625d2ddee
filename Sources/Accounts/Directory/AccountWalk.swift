import DocumentStore

/// All accounts of a listing, read a batch at a time, so that no more of them are ever held. Each is shown once; those that are made
/// meanwhile follow at the end.
public struct AccountWalk: Sendable {
    private let directory: AccountDirectory
    private let namespace: NamespaceName?
    /// What the next batch is; nil at the end.
    private var query: AccountQuery?

    init(directory: AccountDirectory, query: AccountQuery, within namespace: NamespaceName?) {
        self.directory = directory
        self.query = query
        self.namespace = namespace
    }

    /// The next accounts; nil at the end. A batch may be empty.
    ///
    /// - Throws: `AccountError.unavailable`.
    public mutating func next() async throws(AccountError) -> [Account]? {
        guard var query else { return nil }
        let page = try await directory.page(query, within: namespace)
        query.after = page.next
        query.offset = 0
        self.query = page.next == nil ? nil : query
        return page.documents
    }

    /// How many accounts the whole listing has.
    ///
    /// - Throws: `AccountError.unavailable`.
    public func total() async throws(AccountError) -> Int {
        try await directory.count(AccountQuery(), within: namespace)
    }
}
