/// Appends values in BSON's layout.
enum BSONWriter {
    /// Appends what follows an element's name.
    static func write(_ value: BSONValue, to bytes: inout [UInt8]) {
        switch value {
        case .double(let value): bytes.appendLittleEndian(value.bitPattern)
        case .string(let value), .javaScript(let value): write(value, to: &bytes)
        case .document(let value): bytes.append(contentsOf: value.bytes)
        case .array(let values): write(values, to: &bytes)
        case .binary(let value):
            bytes.appendLittleEndian(Int32(value.bytes.count))
            bytes.append(value.subtype)
            bytes.append(contentsOf: value.bytes)
        case .objectID(let value): value.write(to: &bytes)
        case .bool(let value): bytes.append(value ? 1 : 0)
        case .dateTime(let value): bytes.appendLittleEndian(value.milliseconds)
        case .null, .minKey, .maxKey: break
        case .regularExpression(let value):
            writeTerminated(value.pattern, to: &bytes)
            writeTerminated(value.options, to: &bytes)
        case .int32(let value): bytes.appendLittleEndian(value)
        case .timestamp(let value): bytes.appendLittleEndian(value)
        case .int64(let value): bytes.appendLittleEndian(value)
        case .decimal128(let value):
            bytes.appendLittleEndian(value.low)
            bytes.appendLittleEndian(value.high)
        }
    }

    private static func write(_ string: String, to bytes: inout [UInt8]) {
        bytes.appendLittleEndian(Int32(string.utf8.count + 1))
        bytes.append(contentsOf: string.utf8)
        bytes.append(0)
    }

    private static func writeTerminated(_ string: String, to bytes: inout [UInt8]) {
        precondition(!string.utf8.contains(0), "A BSON regular expression can't have a NUL character")
        bytes.append(contentsOf: string.utf8)
        bytes.append(0)
    }

    /// An array is a document whose names count from "0".
    private static func write(_ values: [BSONValue], to bytes: inout [UInt8]) {
        let start = bytes.count
        bytes.appendLittleEndian(Int32(0))
        for (index, value) in values.enumerated() {
            bytes.append(value.type.rawValue)
            bytes.append(contentsOf: String(index).utf8)
            bytes.append(0)
            write(value, to: &bytes)
        }
        bytes.append(0)
        bytes.replaceInt32(at: start, with: Int32(bytes.count - start))
    }
}

extension [UInt8] {
    /// Appends the integer's bytes, the lowest first.
    mutating func appendLittleEndian(_ value: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
    }

    /// Overwrites four bytes.
    mutating func replaceInt32(at offset: Int, with value: Int32) {
        withUnsafeMutableBytes { $0.storeBytes(of: value.littleEndian, toByteOffset: offset, as: Int32.self) }
    }
}
