import Accounts

/// The query of `GET /api/v1/users/me/activity`, which that of the administrators' audit adds to.
struct ActivityMessage: RequestMessage {
    private static let event = Field.string("event", .events)
    private static let since = Field.instant("since", description: "Entries from this instant on.")
    private static let until = Field.instant("until", description: "Entries before this instant.")
    private static let cursor = Field.string(
        "cursor", description: "Where the page begins, from the `Link` of the last one.")
    private static let limit = Field.integer(
        "limit", in: 1...AuditQuery.maximumLimit,
        description: "The page's size; \(AuditQuery.defaultLimit) when absent.")

    static let fields: [any FieldDeclaration] = [event, since, until, cursor, limit]

    let query: AuditQuery

    init(_ values: FieldValues) throws(AccountError) {
        var query = AuditQuery()
        query.event = values[Self.event].flatMap(AuditEvent.init)
        query.since = values[Self.since]
        query.until = values[Self.until]
        query.limit = values[Self.limit] ?? AuditQuery.defaultLimit
        if let text = values[Self.cursor] {
            guard let cursor = CursorText.decode(text, order: Self.order) else {
                throw .invalid([FieldProblem("cursor", .invalid, "This is not a cursor of this listing.")])
            }
            query.cursor = cursor
        }
        self.query = query
    }

    /// The order by which cursors of the audit are told from others.
    static let order = "audit"
}
