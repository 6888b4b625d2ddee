/// Checks that bytes are one BSON document, so that readers need not check again.
struct BSONValidator {
    private let bytes: UnsafeRawBufferPointer

    /// Checks all of `bytes`.
    static func validate(_ bytes: [UInt8]) throws(BSONError) {
        guard bytes.count <= Int32.max else { throw .malformed(offset: 0) }
        // A Result, as `withUnsafeBytes` has no typed throws.
        let outcome = bytes.withUnsafeBytes { buffer in
            Result { () throws(BSONError) in
                try BSONValidator(bytes: buffer).document(at: 0, end: buffer.count, exactly: true, depth: 1)
            }
        }
        _ = try outcome.get()
    }

    /// Checks a document that begins at `start` and ends by `end`; returns where it ends.
    private func document(at start: Int, end: Int, exactly: Bool, depth: Int) throws(BSONError) -> Int {
        let length = try int32(at: start, end: end)
        guard length >= 5, length <= end - start, !exactly || length == end - start else {
            throw .malformed(offset: start)
        }
        guard depth <= BSONDocument.maximumDepth else { throw .tooDeep }
        let terminator = start + length - 1
        guard bytes[terminator] == 0 else { throw .malformed(offset: terminator) }
        var offset = start + 4
        while offset < terminator {
            let byte = bytes[offset]
            guard let type = BSONType(rawValue: byte) else {
                if [0x06, 0x0C, 0x0E, 0x0F].contains(byte) { throw .unsupportedType(byte) }
                throw .malformed(offset: offset)
            }
            offset = try terminated(at: offset + 1, end: terminator)
            offset = try value(type, at: offset, end: terminator, depth: depth)
        }
        return terminator + 1
    }

    /// Checks a value; returns where it ends.
    private func value(_ type: BSONType, at offset: Int, end: Int, depth: Int) throws(BSONError) -> Int {
        switch type {
        case .null, .minKey, .maxKey: return offset
        case .int32: return try skip(4, at: offset, end: end)
        case .double, .dateTime, .timestamp, .int64: return try skip(8, at: offset, end: end)
        case .objectID: return try skip(12, at: offset, end: end)
        case .decimal128: return try skip(16, at: offset, end: end)
        case .bool:
            let next = try skip(1, at: offset, end: end)
            guard bytes[offset] <= 1 else { throw .malformed(offset: offset) }
            return next
        case .string, .javaScript: return try string(at: offset, end: end)
        case .binary: return try binary(at: offset, end: end)
        case .document, .array: return try document(at: offset, end: end, exactly: false, depth: depth + 1)
        case .regularExpression:
            let options = try terminated(at: offset, end: end)
            return try terminated(at: options, end: end)
        }
    }

    private func string(at offset: Int, end: Int) throws(BSONError) -> Int {
        let length = try int32(at: offset, end: end)
        guard length >= 1 else { throw .malformed(offset: offset) }
        let next = try skip(length, at: offset + 4, end: end)
        guard bytes[next - 1] == 0 else { throw .malformed(offset: next - 1) }
        try checkUTF8(from: offset + 4, to: next - 1)
        return next
    }

    private func binary(at offset: Int, end: Int) throws(BSONError) -> Int {
        let length = try int32(at: offset, end: end)
        guard length >= 0 else { throw .malformed(offset: offset) }
        let next = try skip(length + 1, at: offset + 4, end: end)
        // Subtype 2, the old generic one, repeats the length of what follows.
        if bytes[offset + 4] == 2 {
            guard length >= 4, try int32(at: offset + 5, end: next) == length - 4 else {
                throw .malformed(offset: offset)
            }
        }
        return next
    }

    /// Checks a string that ends with NUL; returns what follows that.
    private func terminated(at start: Int, end: Int) throws(BSONError) -> Int {
        var offset = start
        var isASCII = true
        while offset < end, bytes[offset] != 0 {
            if bytes[offset] >= 0x80 { isASCII = false }
            offset += 1
        }
        guard offset < end else { throw .malformed(offset: start) }
        if !isASCII { try checkUTF8(from: start, to: offset) }
        return offset + 1
    }

    private func skip(_ length: Int, at offset: Int, end: Int) throws(BSONError) -> Int {
        guard length <= end - offset else { throw .malformed(offset: offset) }
        return offset + length
    }

    private func int32(at offset: Int, end: Int) throws(BSONError) -> Int {
        _ = try skip(4, at: offset, end: end)
        return Int(Int32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self)))
    }

    private func checkUTF8(from start: Int, to end: Int) throws(BSONError) {
        var offset = start
        while offset + 8 <= end,
            bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
            offset += 8
        }
        while offset < end, bytes[offset] < 0x80 { offset += 1 }
        guard offset < end else { return }
        // ASCII up to here is a boundary between characters.
        let rest = UnsafeRawBufferPointer(rebasing: bytes[offset..<end])
        let isValid = rest.withMemoryRebound(to: UInt8.self) { (try? UTF8Span(validating: $0.span)) != nil }
        guard isValid else { throw .malformed(offset: offset) }
    }
}
