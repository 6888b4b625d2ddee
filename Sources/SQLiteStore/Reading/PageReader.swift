import DocumentStore

/// Reads pages and counts along an ordered index, inside of one read transaction.
struct PageReader {
    let connection: Connection
    let collection: String
    let query: PageQuery

    /// Up to this many documents found by a prefix are read one by one and sorted; beyond, the walk's index is as good.
    private static let drivenLimit: Int64 = 10_000

    /// One page.
    func page() throws(StoreError) -> Page {
        guard query.limit > 0 else { return Page(documents: [], next: nil) }
        var documents: [BSONDocument]
        if query.filters.isEmpty {
            documents = try unfiltered()
        } else if let (index, prefix) = try selectivePrefix() {
            documents = try driven(by: index, prefix: prefix)
        } else {
            documents = try walked()
        }
        guard documents.count > query.limit else { return Page(documents: documents, next: nil) }
        documents.removeLast(documents.count - query.limit)
        return Page(documents: documents, next: documents.last.map(cursor))
    }

    /// How many documents the query selects, cursor, skip and limit left aside.
    func count() throws(StoreError) -> Int {
        if query.selectsAll {
            return Int(try connection.integer(SQL.documentCount, .text(collection)) ?? 0)
        }
        let range = KeyRange(selectedBy: query)
        if query.filters.isEmpty { return try count(SQL.countEntries(of: query.index.name, in: collection), range) }
        if query.prefix.isEmpty, query.lowerBound == nil, query.upperBound == nil, query.filters.count == 1,
            case .hasPrefix(let index, let prefix) = query.filters[0]
        {
            return try count(SQL.countRows(of: index.name, in: collection), KeyRange(stringsWithPrefix: prefix))
        }
        var count = 0
        if let (index, prefix) = try selectivePrefix() {
            try matches(of: index, prefix: prefix, in: range) { _, _ in count += 1 }
        } else {
            try walk(range) { _ in
                count += 1
                return true
            }
        }
        return count
    }

    private func cursor(at document: BSONDocument) -> PageCursor {
        PageCursor(key: query.index.orderedValues(of: document), id: document["_id"] ?? .null)
    }

    private var skip: Int { min(max(query.skip, 0), PageQuery.maximumSkip) }

    private func unfiltered() throws(StoreError) -> [BSONDocument] {
        let range = KeyRange(query)
        var documents: [BSONDocument] = []
        try connection.query(
            SQL.page(query.index.name, of: collection, query.order), .bytes(range.lower), .bytes(range.upper),
            .integer(query.limit + 1), .integer(skip)
        ) { row throws(StoreError) in
            documents.append(try row.document(0))
            return true
        }
        return documents
    }

    private func walked() throws(StoreError) -> [BSONDocument] {
        var documents: [BSONDocument] = []
        var skipped = 0
        try walk(KeyRange(query)) { document in
            if skipped < skip { skipped += 1 } else { documents.append(document) }
            return documents.count <= query.limit
        }
        return documents
    }

    /// Passes documents that meet the filters, in order, until `body` answers false.
    private func walk(_ range: KeyRange, _ body: (BSONDocument) -> Bool) throws(StoreError) {
        let filters = query.filters.map(DocumentFilter.init)
        try connection.query(
            SQL.walk(query.index.name, of: collection, query.order), .bytes(range.lower), .bytes(range.upper)
        ) { row throws(StoreError) in
            let document = try row.document(0)
            return filters.allSatisfy { $0.accepts(document) } ? body(document) : true
        }
    }

    /// Finds by the prefix, sorts by the walk's key, then reads the page's documents.
    private func driven(by index: IndexDefinition, prefix: String) throws(StoreError) -> [BSONDocument] {
        var found: [(key: [UInt8], row: Int64)] = []
        try matches(of: index, prefix: prefix, in: KeyRange(query)) { key, row in found.append((key, row)) }
        switch query.order {
        case .ascending: found.sort { $0.key.lexicographicallyPrecedes($1.key) }
        case .descending: found.sort { $1.key.lexicographicallyPrecedes($0.key) }
        }
        var documents: [BSONDocument] = []
        for match in found.dropFirst(skip).prefix(query.limit + 1) {
            if let document = try document(at: match.row) { documents.append(document) }
        }
        return documents
    }

    /// Passes the walk's key and the row of each document with a prefix that is in `range` and meets all filters.
    private func matches(
        of index: IndexDefinition, prefix: String, in range: KeyRange, _ body: ([UInt8], Int64) -> Void
    ) throws(StoreError) {
        let strings = KeyRange(stringsWithPrefix: prefix)
        // A document has several strings, so its row may come several times.
        var rows: Set<Int64> = []
        try connection.query(
            SQL.rows(of: index.name, in: collection), .bytes(strings.lower), .bytes(strings.upper), .integer(-1)
        ) { row throws(StoreError) in
            rows.insert(row.integer(0))
            return true
        }
        let filters = query.filters.map(DocumentFilter.init)
        for row in rows {
            guard let document = try document(at: row), let id = document["_id"] else { continue }
            let key = query.index.orderedKey(of: document, id: KeyEncoder.key(id))
            if range.contains(key), filters.allSatisfy({ $0.accepts(document) }) { body(key, row) }
        }
    }

    private func document(at row: Int64) throws(StoreError) -> BSONDocument? {
        var document: BSONDocument?
        try connection.query(SQL.document(in: collection), .long(row)) { row throws(StoreError) in
            document = try row.document(0)
            return false
        }
        return document
    }

    private func count(_ sql: String, _ range: KeyRange) throws(StoreError) -> Int {
        Int(try connection.integer(sql, .bytes(range.lower), .bytes(range.upper)) ?? 0)
    }

    /// The first prefix filter that finds few enough strings.
    private func selectivePrefix() throws(StoreError) -> (IndexDefinition, String)? {
        for case .hasPrefix(let index, let prefix) in query.filters {
            let range = KeyRange(stringsWithPrefix: prefix)
            let count = try connection.integer(
                SQL.countEntries(of: index.name, in: collection, upTo: Self.drivenLimit + 1), .bytes(range.lower),
                .bytes(range.upper))
            if let count, count <= Self.drivenLimit { return (index, prefix) }
        }
        return nil
    }
}
