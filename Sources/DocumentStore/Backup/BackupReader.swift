/// Walks over a backup's documents; that all is well is known when there are no more.
struct BackupReader {
    /// What the backup says of itself.
    let header: BackupHeader
    /// The file's checksum, once all documents were read.
    private(set) var digest: String?

    private var input: BackupInput
    private var counts: [Int64]

    /// Reads the header.
    ///
    /// - Throws: `BackupError.foreign`, `.formatTooNew`, `.damaged` or `.unreadable`.
    init(_ descriptor: Int32) throws(BackupError) {
        input = try BackupInput(descriptor)
        try Self.checkSignature(&input)
        let bson = try input.document()
        do throws(BSONError) {
            header = try BackupHeader(bson: bson)
        } catch {
            throw .damaged("has a header that can't be read")
        }
        counts = header.collections.map { _ in 0 }
    }

    /// The next document and its collection's number; nil at the end, when the checksum was found right.
    ///
    /// - Throws: `BackupError.damaged` or `.unreadable`.
    mutating func next() throws(BackupError) -> (place: Int, document: BSONDocument)? {
        let place = Int(try input.take(1).first ?? BackupFormat.end)
        if place == BackupFormat.end {
            let summary = try input.document()
            digest = try input.finish().map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
            guard summary["documents"] == .array(counts.map { .int64($0) }) else {
                throw .damaged("has another number of documents than it says")
            }
            return nil
        }
        guard counts.indices.contains(place) else { throw .damaged("names a collection that it does not have") }
        let document = try input.document()
        guard document["_id"] != nil else { throw .damaged("has a document without an id") }
        counts[place] += 1
        return (place, document)
    }

    private static func checkSignature(_ input: inout BackupInput) throws(BackupError) {
        let expected = BackupFormat.signature
        let found: ArraySlice<UInt8>
        do {
            found = try input.take(expected.count)
        } catch {
            switch error {
            case .damaged: throw .foreign
            default: throw error
            }
        }
        guard found.dropLast() == expected.dropLast(), let version = found.last else { throw .foreign }
        if version != BackupFormat.version { throw .formatTooNew(Int(version)) }
    }
}
