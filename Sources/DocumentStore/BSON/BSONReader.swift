import Glibc

/// Walks over the elements of a document that has been validated; hence without a way to fail.
struct BSONReader {
    let bytes: UnsafeRawBufferPointer
    var offset: Int

    /// The next element's type; nil, without moving, at the document's terminator.
    mutating func readType() -> BSONType? {
        guard bytes[offset] != 0, let type = BSONType(rawValue: bytes[offset]) else { return nil }
        offset += 1
        return type
    }

    /// A name, or another string that ends with NUL, without that.
    mutating func readName() -> UnsafeRawBufferPointer {
        var end = offset
        while bytes[end] != 0 { end += 1 }
        defer { offset = end + 1 }
        return UnsafeRawBufferPointer(rebasing: bytes[offset..<end])
    }

    /// Moves behind a value.
    mutating func skipValue(_ type: BSONType) {
        switch type {
        case .null, .minKey, .maxKey: break
        case .bool: offset += 1
        case .int32: offset += 4
        case .double, .dateTime, .timestamp, .int64: offset += 8
        case .objectID: offset += 12
        case .decimal128: offset += 16
        case .string, .javaScript: offset += 4 + int32(at: offset)
        case .binary: offset += 5 + int32(at: offset)
        case .document, .array: offset += int32(at: offset)
        case .regularExpression:
            _ = readName()
            _ = readName()
        }
    }

    /// The value, and moves behind it; nested documents share the storage of `document`.
    mutating func readValue(_ type: BSONType, of document: BSONDocument) -> BSONValue {
        if type == .regularExpression {
            let pattern = String(decoding: readName(), as: UTF8.self)
            let options = String(decoding: readName(), as: UTF8.self)
            return .regularExpression(BSONRegularExpression(pattern: pattern, options: options))
        }
        defer { skipValue(type) }
        switch type {
        case .double: return .double(Double(bitPattern: integer(at: offset)))
        case .string: return .string(string())
        case .document:
            return .document(BSONDocument(trusted: document.storage, start: offset, count: int32(at: offset)))
        case .array: return .array(array(of: document))
        case .binary:
            let content = bytes[(offset + 5)..<(offset + 5 + int32(at: offset))]
            return .binary(BSONBinary(Array(content), subtype: bytes[offset + 4]))
        case .objectID: return .objectID(ObjectID(bytes: bytes, at: offset))
        case .bool: return .bool(bytes[offset] != 0)
        case .dateTime: return .dateTime(BSONDateTime(milliseconds: integer(at: offset)))
        case .null, .regularExpression: return .null
        case .javaScript: return .javaScript(string())
        case .int32: return .int32(integer(at: offset))
        case .timestamp: return .timestamp(integer(at: offset))
        case .int64: return .int64(integer(at: offset))
        case .decimal128: return .decimal128(BSONDecimal128(low: integer(at: offset), high: integer(at: offset + 8)))
        case .minKey: return .minKey
        case .maxKey: return .maxKey
        }
    }

    private func string() -> String {
        String(
            decoding: UnsafeRawBufferPointer(rebasing: bytes[(offset + 4)...].prefix(int32(at: offset) - 1)),
            as: UTF8.self)
    }

    private func array(of document: BSONDocument) -> [BSONValue] {
        var values: [BSONValue] = []
        var reader = BSONReader(bytes: bytes, offset: offset + 4)
        while let type = reader.readType() {
            _ = reader.readName()
            values.append(reader.readValue(type, of: document))
        }
        return values
    }

    private func int32(at offset: Int) -> Int {
        Int(integer(at: offset) as Int32)
    }

    private func integer<Integer: FixedWidthInteger & BitwiseCopyable>(at offset: Int) -> Integer {
        Integer(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Integer.self))
    }
}

extension UnsafeRawBufferPointer {
    /// True when both hold the same bytes.
    func isIdentical(to other: UnsafeRawBufferPointer) -> Bool {
        guard count == other.count else { return false }
        guard let left = baseAddress, let right = other.baseAddress else { return count == 0 }
        return memcmp(left, right, count) == 0
    }
}
