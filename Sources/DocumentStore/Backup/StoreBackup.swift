/// Writes the documents of a store into a file, as they are at one moment, while others go on writing.
public struct StoreBackup: Sendable {
    private let schema: StoreSchema

    /// Makes backups of stores that have this schema, or an older version of it.
    public init(of schema: StoreSchema) {
        self.schema = schema
    }

    /// Writes a backup. The memory that it takes does not grow with the store.
    ///
    /// - Parameters:
    ///   - store: The store, which is left as it is.
    ///   - descriptor: A new file, whose owner makes it durable.
    ///   - program: The program's version, for those who look at the file.
    ///   - secret: What the backup is to hold beside the documents: see `BackupHeader`.
    ///   - progress: Told how many documents were written, on any thread.
    /// - Throws: `BackupError.unused`, `.unwritable`, `.store`.
    public func write(
        _ store: any DocumentStore, to descriptor: Int32, program: String, secret: [UInt8]? = nil,
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws(BackupError) -> BackupSummary {
        let collections = [StoreSchema.metadata] + schema.collections
        let header = BackupHeader(program: program, secret: secret, collections: collections.map(\.name))
        let writer = try BackupWriter(descriptor, header: header, schema: schema)
        do throws(StoreError) {
            try await store.readSnapshot(of: collections) { place, document in
                guard writer.append(place, document) else { return false }
                progress(writer.documents)
                return true
            }
        } catch {
            throw .store(error)
        }
        return try writer.finish()
    }
}
