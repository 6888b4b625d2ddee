import DocumentStore

/// Which accounts an administrator wants to see.
public struct AccountQuery: Sendable {
    /// The orders of the listing.
    public enum Sort: String, Sendable {
        case createdAt = "created_at"
        case newestFirst = "-created_at"
        case email
        /// By what `Account.loginName` shows.
        case name
    }

    /// The largest page.
    public static let maximumLimit = 1000
    /// The largest offset.
    public static let maximumOffset = PageQuery.maximumSkip
    /// The page's size when none is asked for.
    public static let defaultLimit = 100
    /// The longest prefix that is searched, in code points.
    public static let maximumPrefixLength = 254

    /// The beginning of an e-mail, user name or display name.
    public var prefix: String?
    /// Only accounts that are, or are not, active.
    public var isActive: Bool?
    /// Only administrators, or only others.
    public var isAdmin: Bool?
    /// Only accounts of this tenant.
    public var namespace: NamespaceName?
    /// The order.
    public var sort = Sort.createdAt
    /// Where the page begins.
    public var after: PageCursor?
    /// How many accounts to leave out first, at most `maximumOffset`.
    public var offset = 0
    /// The page's size, 1 to `maximumLimit`.
    public var limit = Self.defaultLimit

    /// Whether the store leaves out what is left of deleted accounts, so that offsets do not count it and no page lacks any.
    var leavesOutErased = false

    /// Makes a query for the first page of all accounts.
    public init() {}

    /// The store's query, within the one namespace where there is one.
    ///
    /// - Throws: `AccountError.invalid` when the cursor is one of another order or namespace.
    func pageQuery(within namespace: NamespaceName?) throws(AccountError) -> PageQuery {
        var filters: [PageQuery.Filter] = []
        if let isActive { filters.append(.equals(field: "is_active", .bool(isActive))) }
        if let isAdmin { filters.append(.equals(field: "is_admin", .bool(isAdmin))) }
        if leavesOutErased { filters.append(.equals(field: "erased_at", .null)) }
        if let prefix, prefix.unicodeScalars.count > Self.maximumPrefixLength {
            throw .invalid([FieldProblem("q", .tooLong, "This has at most \(Self.maximumPrefixLength) characters.")])
        }
        let folded = prefix.map(Identifier.folded) ?? ""
        if !folded.isEmpty { filters.append(.hasPrefix(index: AccountSchema.search, prefix: folded)) }
        let index = index(isOfOneNamespace: namespace != nil)
        let start = namespace.map { [BSONValue.string($0.description)] } ?? []
        if let after, !after.isPosition(on: index, startingWith: start) {
            throw .invalid([FieldProblem("cursor", .invalid, "This is a cursor of another listing.")])
        }
        return PageQuery(
            along: index, prefix: start, filters: filters, order: sort == .newestFirst ? .descending : .ascending,
            after: after, skip: offset, limit: limit)
    }

    private func index(isOfOneNamespace: Bool) -> IndexDefinition {
        switch (sort, isOfOneNamespace) {
        case (.email, true): AccountSchema.byNamespaceAndEmail
        case (.email, false): AccountSchema.byEmail
        case (.name, true): AccountSchema.byNamespaceAndName
        case (.name, false): AccountSchema.byName
        case (.createdAt, true), (.newestFirst, true): AccountSchema.byNamespaceAndCreation
        case (.createdAt, false), (.newestFirst, false): AccountSchema.byCreation
        }
    }
}
