import Accounts

/// The query of `GET /api/v1/admin/users`.
struct ListMessage: RequestMessage {
    private static let limit = Field.integer(
        "limit", in: 1...AccountQuery.maximumLimit,
        description: "The page's size; \(AccountQuery.defaultLimit) when absent.")
    private static let cursor = Field.string(
        "cursor", description: "Where the page begins, from the `Link` of the last one.")
    private static let prefix = Field.string(
        "q", .string(maxLength: AccountQuery.maximumPrefixLength),
        description: "The beginning of an e-mail, user name or display name, in any case.")
    private static let isActive = Field.boolean("is_active")
    private static let isAdmin = Field.boolean("is_admin")
    private static let namespace = Field.string(
        "namespace", .string(minLength: NamespaceName.lengths.lowerBound, maxLength: NamespaceName.lengths.upperBound),
        description: "One tenant; all that the caller may see when absent.")
    private static let sorts: [AccountQuery.Sort] = [.createdAt, .newestFirst, .email]
    private static let sort = Field.string("sort", .enumeration(sorts.map(\.rawValue)))

    static let fields: [any FieldDeclaration] = [
        limit, cursor, prefix, isActive, isAdmin, namespace, sort,
    ]

    let query: AccountQuery

    init(_ values: FieldValues) throws(AccountError) {
        var query = AccountQuery()
        query.limit = values[Self.limit] ?? AccountQuery.defaultLimit
        query.prefix = values[Self.prefix]
        query.isActive = values[Self.isActive]
        query.isAdmin = values[Self.isAdmin]
        if let text = values[Self.namespace] {
            guard let namespace = NamespaceName(text) else {
                throw .invalid([FieldProblem("namespace", .invalid, "This is no name of a namespace.")])
            }
            query.namespace = namespace
        }
        query.sort = values[Self.sort].flatMap(AccountQuery.Sort.init) ?? .createdAt
        if let text = values[Self.cursor] {
            guard let cursor = CursorText.decode(text, order: query.sort.rawValue) else {
                throw .invalid([FieldProblem("cursor", .invalid, "This is no cursor of this listing.")])
            }
            query.after = cursor
        }
        self.query = query
    }
}
