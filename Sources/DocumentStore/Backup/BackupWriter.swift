import Synchronization

/// Takes the documents of a snapshot, on whatever thread they come, and writes them to a backup's file.
final class BackupWriter: Sendable {
    private struct State {
        var output: BackupOutput
        var counts: [Int64]
        var record: SchemaRecord?
        var failure: BackupError?
    }

    private let schema: StoreSchema
    private let state: Mutex<State>

    /// Writes the header.
    ///
    /// - Throws: `BackupError.unwritable`.
    init(_ descriptor: Int32, header: BackupHeader, schema: StoreSchema) throws(BackupError) {
        var output = BackupOutput(descriptor)
        try output.append(BackupFormat.signature)
        try output.append(header.bson.bytes)
        self.schema = schema
        state = Mutex(State(output: output, counts: header.collections.map { _ in 0 }))
    }

    /// Writes a document; false when that failed, as `finish` will tell.
    func append(_ place: Int, _ document: BSONDocument) -> Bool {
        state.withLock { state in
            do throws(BackupError) {
                try append(place, document, to: &state)
                return true
            } catch {
                state.failure = error
                return false
            }
        }
    }

    /// How many documents were written, the schema's record left aside.
    var documents: Int {
        state.withLock { Int($0.counts.dropFirst().reduce(0, +)) }
    }

    /// Writes the end, after the last document.
    ///
    /// - Throws: What a document failed with; `BackupError.unused` when the store has no schema, `.unwritable`.
    func finish() throws(BackupError) -> BackupSummary {
        let documents = documents
        let outcome = state.withLock { state in
            Result { () throws(BackupError) in
                if let failure = state.failure { throw failure }
                guard let record = state.record else { throw BackupError.unused }
                let summary: BSONDocument = ["documents": .array(state.counts.map { .int64($0) })]
                try state.output.append(CollectionOfOne(BackupFormat.end))
                try state.output.append(summary.bytes)
                try state.output.finish()
                return BackupSummary(
                    documents: documents, byteCount: state.output.byteCount, schemaVersion: record.version)
            }
        }
        return try outcome.get()
    }

    private func append(_ place: Int, _ document: BSONDocument, to state: inout State) throws(BackupError) {
        if place == 0 {
            guard document["_id"] == .string(SchemaRecord.id) else { return }
            state.record = try check(document)
        } else if state.record == nil {
            throw .unused
        }
        do throws(StoreError) {
            try document.checkStorable()
        } catch {
            throw .store(error)
        }
        try state.output.append(CollectionOfOne(UInt8(place)))
        try state.output.append(document.bytes)
        state.counts[place] += 1
    }

    /// Refuses a store of which this program does not know all, and one that is incomplete.
    private func check(_ document: BSONDocument) throws(BackupError) -> SchemaRecord {
        guard let record = try? SchemaRecord(bson: document) else {
            throw .store(.unreadable("the schema's record can't be read"))
        }
        if record.restoring != nil { throw .store(.restoring) }
        do throws(StoreError) {
            try schema.check(record)
        } catch {
            throw .store(error)
        }
        return record
    }
}
