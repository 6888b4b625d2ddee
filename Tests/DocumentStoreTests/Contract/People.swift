import DocumentStore

/// A collection with an index of each kind.
let people = CollectionDefinition(
    name: "people",
    indexes: [.identifiers, .badge, .byRank, .byName, .byID, .words, .expiry],
    fieldTypes: [.init("email", "string", "null"), .init("revision", "long", "int")])

extension IndexDefinition {
    static let identifiers = IndexDefinition("identifiers", .unique(field: "identifiers"))
    static let badge = IndexDefinition("badge", .unique(field: "badge"))
    static let byRank = IndexDefinition("by_rank", .ordered(fields: ["group", "rank"]))
    static let byName = IndexDefinition("by_name", .ordered(fields: ["name"]))
    static let byID = IndexDefinition("by_id", .ordered(fields: []))
    static let words = IndexDefinition("words", .strings(field: "words"))
    static let expiry = IndexDefinition("expiry", .expiring(field: "expires_at"))
}

/// A document with this id, at revision 1.
func person(_ id: Int64, _ fields: BSONDocument = [:]) -> BSONDocument {
    BSONDocument([("_id", .int64(id)), ("revision", 1)] + fields.map { ($0.name, $0.value) })
}

extension DocumentStore {
    /// Inserts all documents.
    func insert(all documents: [BSONDocument]) async throws {
        for document in documents { try await insert(document, into: people) }
    }

    /// The ids on a page.
    func ids(_ query: PageQuery) async throws -> [Int64] {
        try await page(query, in: people).documents.compactMap { $0["_id"]?.intValue }
    }

    /// The ids of all pages, one after the other.
    func allIDs(_ query: PageQuery) async throws -> [Int64] {
        var query = query
        var ids: [Int64] = []
        while true {
            let page = try await page(query, in: people)
            ids += page.documents.compactMap { $0["_id"]?.intValue }
            guard let next = page.next else { return ids }
            query.after = next
        }
    }
}
