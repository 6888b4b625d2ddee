extension BSONDocument {
    /// The largest document that either engine stores: MongoDB's 16 MiB without the 16 KiB that it keeps for itself.
    public static let maximumStoredByteCount = 16 * 1024 * 1024 - 16 * 1024

    /// Refuses what could be written but not be read again; engines call it before they write.
    ///
    /// - Throws: `StoreError.documentTooLarge` when the document has too many bytes or is nested too deep.
    public func checkStorable() throws(StoreError) {
        guard byteCount <= Self.maximumStoredByteCount, isWithin(depth: Self.maximumDepth) else {
            throw .documentTooLarge
        }
    }

    /// What `checkStorable` throws; nil for a document that can be stored.
    public var storageFlaw: StoreError? {
        do {
            try checkStorable()
            return nil
        } catch {
            return error
        }
    }

    private func isWithin(depth: Int) -> Bool {
        withUnsafeBytes { bytes in
            var reader = BSONReader(bytes: bytes, offset: elementsOffset)
            return reader.isWithin(depth: depth)
        }
    }
}

extension BSONReader {
    /// True when the document whose first element comes next is nested at most `depth` deep; moves to its terminator.
    fileprivate mutating func isWithin(depth: Int) -> Bool {
        guard depth > 0 else { return false }
        while let type = readType() {
            _ = readName()
            if type == .document || type == .array {
                var nested = BSONReader(bytes: bytes, offset: offset + 4)
                guard nested.isWithin(depth: depth - 1) else { return false }
            }
            skipValue(type)
        }
        return true
    }
}
