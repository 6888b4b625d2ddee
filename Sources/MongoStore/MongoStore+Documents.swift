import DocumentStore

extension MongoStore {
    /// Finds by `_id`: the hot path of the service.
    ///
    /// Lookups that wait at the same moment share a command; see `BatchQueue`.
    public func find(
        id: BSONValue, in collection: CollectionDefinition, known: BSONDocument?
    ) async throws(StoreError) -> BSONDocument? {
        guard id.canShareCommand else { return try await findOne(["_id": id.asOperand], in: collection.name) }
        return try await lookups.queue(of: collection.name).run {
            Lookup(id: id, known: known, attempt: $0, answer: $1)
        }
    }

    /// Finds by a unique index. The condition implies that the field exists, so the partial index serves it.
    public func find(
        _ key: BSONValue, by index: IndexDefinition, in collection: CollectionDefinition
    ) async throws(StoreError) -> BSONDocument? {
        guard case .unique(let field) = index.kind else { preconditionFailure("\(index.name) is not a unique index") }
        // A null would select the documents without the field too, which don't count.
        let condition: BSONValue = key == .null ? ["$eq": .null, "$exists": true] : key.asOperand
        return try await findOne(BSONDocument(field, condition), in: collection.name)
    }

    /// Inserts a document. An attempt whose answer was lost is recognised by the document that it left, whatever became of it since.
    public func insert(_ document: BSONDocument, into collection: CollectionDefinition) async throws(StoreError) {
        guard let id = document["_id"] else { preconditionFailure("A document to insert needs an _id") }
        try document.checkStorable()
        try await operations.run { [name = collection.name] client, attempt throws(DriverError) in
            do throws(DriverError) {
                try client.insert(document, into: name)
            } catch {
                // The refusal itself waits for a majority, so what is found here is as durable as an acknowledged
                // insert.
                guard attempt.isRepeated, error.serverCode == .duplicateKey,
                    try client.isInserted(document, id: id, in: name)
                else { throw error }
            }
        }
    }

    /// Inserts documents, a thousand by a command.
    public func insert(
        _ documents: [BSONDocument], into collection: CollectionDefinition
    ) async throws(StoreError) -> [StoreError?] {
        var outcomes = documents.map(\.storageFlaw)
        var places = documents.indices.filter { outcomes[$0] == nil }[...]
        while !places.isEmpty {
            // A command must be answered within the socket's time limit, on a busy machine too.
            let next = Array(places.prefix(1000))
            places.removeFirst(next.count)
            let refusals = try await insert(storable: next.map { documents[$0] }, into: collection.name)
            for (place, error) in refusals { outcomes[next[place]] = error.storeError }
        }
        return outcomes
    }

    /// Inserts documents by one command. What an attempt left whose answer was lost is recognised as long as nobody has changed it:
    /// imports and backups bring ids, which may be those of other documents.
    private func insert(
        storable documents: [BSONDocument], into collection: String
    ) async throws(StoreError) -> [Int: DriverError] {
        try await operations.run { client, attempt throws(DriverError) in
            var refusals = try client.insert(documents, into: collection)
            for (place, error) in refusals {
                if error.isTransient { throw error }
                guard attempt.isRepeated, error.serverCode == .duplicateKey, let id = documents[place]["_id"],
                    try client.isStored(documents[place], id: id, in: collection)
                else { continue }
                refusals[place] = nil
            }
            return refusals
        }
    }

    /// Replaces if the revision matches. Replacements that wait at the same moment share a command; see `BatchQueue`.
    public func replace(
        _ document: BSONDocument, ifRevision revision: Int64, in collection: CollectionDefinition
    ) async throws(StoreError) -> Bool {
        guard let id = document["_id"] else { preconditionFailure("A document to replace needs an _id") }
        try document.checkStorable()
        if Replacement.canShare(document, id: id, ifRevision: revision) {
            return try await replacements.queue(of: collection.name).run {
                Replacement(document: document, id: id, revision: revision, attempt: $0, answer: $1)
            }
        }
        return try await operations.run { [name = collection.name] client, attempt throws(DriverError) in
            if try client.replace(Self.condition(id, revision), with: document, in: name) { return true }
            guard attempt.isRepeated else { return false }
            return try client.isStored(document, id: id, in: name)
        }
    }

    /// Deletes if the revision matches. After an attempt whose answer was lost, a document that is gone counts as
    /// deleted.
    public func delete(
        id: BSONValue, ifRevision revision: Int64, in collection: CollectionDefinition
    ) async throws(StoreError) -> Bool {
        try await operations.run { [name = collection.name] client, attempt throws(DriverError) in
            if try client.delete(Self.condition(id, revision), in: name) > 0 { return true }
            guard attempt.isRepeated else { return false }
            return try client.find(id: id, in: name) == nil
        }
    }

    /// Finds the ids first: a delete has no limit. What is no longer expired by then stays.
    public func deleteExpired(
        before instant: BSONDateTime, by index: IndexDefinition, in collection: CollectionDefinition, limit: Int
    ) async throws(StoreError) -> Int {
        guard case .expiring(let field) = index.kind else {
            preconditionFailure("\(index.name) is not an expiring index")
        }
        guard limit > 0 else { return 0 }
        let isExpired = BSONElement(name: field, value: ["$lt": .dateTime(instant)])
        let options: BSONDocument = [
            "projection": ["_id": .int32(1)], "hint": .document(BSONDocument(field, .int32(1))),
            "limit": .int64(Int64(limit)),
        ]
        return try await operations.run { [name = collection.name] client, _ throws(DriverError) in
            let expired = try client.find(BSONDocument([isExpired]), options: options, in: name)
            guard !expired.isEmpty else { return 0 }
            let ids = expired.compactMap { $0["_id"] }
            let filter = BSONDocument([BSONElement(name: "_id", value: ["$in": .array(ids)]), isExpired])
            return try client.delete(filter, all: true, in: name)
        }
    }

    private func findOne(_ filter: BSONDocument, in collection: String) async throws(StoreError) -> BSONDocument? {
        try await operations.run { client, _ throws(DriverError) in
            try client.find(filter, options: .findOne, in: collection).first
        }
    }

    private static func condition(_ id: BSONValue, _ revision: Int64) -> BSONDocument {
        // A null is equal to a field that is missing, which counts as revision 0.
        ["_id": id.asOperand, "revision": revision == 0 ? ["$in": [0, .null]] : .int64(revision)]
    }
}

extension Client {
    /// The document with this `_id`.
    fileprivate func find(id: BSONValue, in collection: String) throws(DriverError) -> BSONDocument? {
        try find(["_id": id.asOperand], options: .findOne, in: collection).first
    }

    /// True when this document was inserted: it is stored as it is, or was changed since.
    fileprivate func isInserted(
        _ document: BSONDocument, id: BSONValue, in collection: String
    ) throws(DriverError) -> Bool {
        if try isStored(document, id: id, in: collection) { return true }
        // An ObjectID was made for the document that is inserted alone, where another id may be anybody's; others change what they
        // find of it at once.
        guard case .objectID = id, let found = try find(id: id, in: collection)?["revision"]?.intValue else {
            return false
        }
        return found > document["revision"]?.intValue ?? 0
    }

    /// True when exactly this document is stored, as after a write whose answer was lost.
    fileprivate func isStored(
        _ document: BSONDocument, id: BSONValue, in collection: String
    ) throws(DriverError) -> Bool {
        try find(id: id, in: collection) == document.asStored(under: id)
    }
}

extension BSONDocument {
    /// The document as the server stores it: with `_id` in front.
    func asStored(under id: BSONValue) -> BSONDocument {
        BSONDocument([BSONElement(name: "_id", value: id)] + filter { $0.name != "_id" })
    }

    fileprivate static let findOne: BSONDocument = ["limit": .int64(1), "singleBatch": true]

    fileprivate init(_ elements: [BSONElement]) {
        self.init(elements.map { ($0.name, $0.value) })
    }
}
