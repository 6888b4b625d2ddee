import DocumentStore

/// Which audit entries, newest first.
public struct AuditQuery: Sendable {
    /// The page's size when none is asked for.
    public static let defaultLimit = 100
    /// The largest page.
    public static let maximumLimit = 1000

    /// Entries about this account alone.
    public var userID: ObjectID?
    /// Entries of this kind alone.
    public var event: AuditEvent?
    /// Entries from this instant on.
    public var since: Instant?
    /// Entries before this instant.
    public var until: Instant?
    /// Where the page begins.
    public var cursor: PageCursor?
    /// The page's size, 1 to `maximumLimit`.
    public var limit: Int = Self.defaultLimit

    /// Makes a query for everything.
    public init() {}

    /// The store's query, within the one namespace where there is one.
    ///
    /// - Throws: `AccountError.invalid` when the cursor is one of another listing.
    func pageQuery(within namespace: NamespaceName?) throws(AccountError) -> PageQuery {
        var filters: [PageQuery.Filter] = []
        if let event { filters.append(.equals(field: "event", .string(event.rawValue))) }
        let index: IndexDefinition
        var prefix: [BSONValue] = []
        if let userID {
            index = AuditSchema.byUser
            prefix = [.objectID(userID)]
            if let namespace { filters.append(.equals(field: "namespace", .string(namespace.description))) }
        } else if let namespace {
            index = AuditSchema.byNamespace
            prefix = [.string(namespace.description)]
        } else {
            index = AuditSchema.byTime
        }
        if let cursor, !cursor.isPosition(on: index, startingWith: prefix) {
            throw .invalid([FieldProblem("cursor", .invalid, "This is a cursor of another listing.")])
        }
        return PageQuery(
            along: index, prefix: prefix, from: since.map(BSONValue.dateTime), below: until.map(BSONValue.dateTime),
            filters: filters, order: .descending, after: cursor, limit: limit)
    }
}
