import DocumentStore

extension MongoStore {
    /// Reads a page along its index.
    public func page(_ query: PageQuery, in collection: CollectionDefinition) async throws(StoreError) -> Page {
        guard query.limit > 0 else { return Page(documents: [], next: nil) }
        let filter = query.findFilter
        let options = query.findOptions
        var documents = try await operations.run { [name = collection.name] client, _ throws(DriverError) in
            do throws(DriverError) {
                return try client.find(filter, options: options, in: name)
            } catch {
                // The cursor stands past the query's bounds.
                if error.serverCode == .rangeIsEmpty { return [] }
                throw error
            }
        }
        guard documents.count > query.limit else { return Page(documents: documents, next: nil) }
        documents.removeLast(documents.count - query.limit)
        return Page(documents: documents, next: documents.last.map(query.position))
    }

    /// Counts by the collection's metadata, or what the conditions select. A crash may leave the metadata's number behind; whether there
    /// is anything at all is asked of the documents.
    public func count(_ query: PageQuery, in collection: CollectionDefinition) async throws(StoreError) -> Int {
        if query.selectsAll {
            return try await operations.run { [name = collection.name] client, _ throws(DriverError) in
                guard try !client.find([:], options: .findAnyID, in: name).isEmpty else { return 0 }
                return max(1, try client.estimatedCount(of: name))
            }
        }
        let filter = BSONDocument.all(query.selection)
        return try await operations.run { [name = collection.name] client, _ throws(DriverError) in
            try client.count(filter, options: [:], in: name)
        }
    }
}

extension BSONDocument {
    fileprivate static let findAnyID: BSONDocument = [
        "limit": .int64(1), "singleBatch": true, "projection": ["_id": .int32(1)],
    ]
}
