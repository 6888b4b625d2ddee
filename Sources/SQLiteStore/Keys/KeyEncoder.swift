import DocumentStore

/// Writes BSON values as bytes that sort, compared byte by byte, as MongoDB sorts the values.
///
/// Every value begins with a byte for its type and tells its own end, so values can follow each other in one key. Integers and
/// doubles compare as numbers; decimals, which the service never writes, come after all other numbers.
struct KeyEncoder {
    /// The key so far.
    private(set) var bytes: [UInt8] = []

    /// Makes an encoder with room for what most keys need.
    init() {
        bytes.reserveCapacity(64)
    }

    /// The key of one value.
    static func key(_ value: BSONValue) -> [UInt8] {
        var encoder = KeyEncoder()
        encoder.append(value)
        return encoder.bytes
    }

    /// The key of several values in a row.
    static func key(_ values: some Sequence<BSONValue>) -> [UInt8] {
        var encoder = KeyEncoder()
        for value in values { encoder.append(value) }
        return encoder.bytes
    }

    /// The key of several values in a row and a document's id, which is encoded already.
    static func key(_ values: [BSONValue], id: [UInt8]) -> [UInt8] {
        var encoder = KeyEncoder()
        for value in values { encoder.append(value) }
        encoder.bytes += id
        return encoder.bytes
    }

    /// Appends a value.
    mutating func append(_ value: BSONValue) {
        bytes.append(KeyType(value).rawValue)
        appendContent(of: value)
    }

    /// Appends a string's beginning: the keys of all strings that begin with it begin with this.
    mutating func append(beginning: String) {
        bytes.append(KeyType.string.rawValue)
        appendEscaped(beginning.utf8)
    }

    private mutating func appendContent(of value: BSONValue) {
        switch value {
        case .null, .minKey, .maxKey: break
        case .int32(let value): append(number: Int64(value))
        case .int64(let value): append(number: value)
        case .double(let value): append(number: value)
        case .string(let value), .javaScript(let value): appendTerminated(value)
        case .document(let value): append(value)
        case .array(let values):
            for value in values { append(value) }
            bytes.append(0)
        case .binary(let value):
            append(bigEndian: UInt32(value.bytes.count))
            bytes.append(value.subtype)
            bytes.append(contentsOf: value.bytes)
        case .objectID(let value): bytes.append(contentsOf: value.bytes)
        case .bool(let value): bytes.append(value ? 1 : 0)
        case .dateTime(let value): append(signed: value.milliseconds)
        case .timestamp(let value): append(bigEndian: value)
        case .regularExpression(let value):
            appendTerminated(value.pattern)
            appendTerminated(value.options)
        case .decimal128(let value):
            append(bigEndian: value.high)
            append(bigEndian: value.low)
        }
    }

    /// Each element as type, name, content, which is how MongoDB compares documents.
    private mutating func append(_ document: BSONDocument) {
        for element in document {
            bytes.append(KeyType(element.value).rawValue)
            appendTerminated(element.name)
            appendContent(of: element.value)
        }
        bytes.append(0)
    }

    /// The largest double that is not above the number, then what is missing to it: beyond 2^53 up to 1023, else 0.
    private mutating func append(number value: Int64) {
        var nearest = Double(value)
        // Int64.max rounds up to 2^63, which is no Int64.
        if nearest >= 0x1p63 || Int64(nearest) > value { nearest = nearest.nextDown }
        append(sortable: nearest)
        append(bigEndian: UInt16(value - Int64(nearest)))
    }

    private mutating func append(number value: Double) {
        append(sortable: value)
        append(bigEndian: UInt16(0))
    }

    /// IEEE 754 bits sort as they are once negative numbers are inverted; NaN comes first, as in MongoDB, and -0 is 0.
    private mutating func append(sortable value: Double) {
        if value.isNaN { return append(bigEndian: UInt64(0)) }
        let bits = (value == 0 ? 0 : value).bitPattern
        append(bigEndian: bits >> 63 == 1 ? ~bits : bits | 1 << 63)
    }

    private mutating func append(signed value: Int64) {
        append(bigEndian: UInt64(bitPattern: value) ^ 1 << 63)
    }

    private mutating func append(bigEndian value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// A NUL becomes 00 FF, so that the terminator 00 00 sorts before whatever may follow.
    private mutating func appendEscaped(_ text: String.UTF8View) {
        for byte in text {
            bytes.append(byte)
            if byte == 0 { bytes.append(0xFF) }
        }
    }

    private mutating func appendTerminated(_ text: String) {
        appendEscaped(text.utf8)
        bytes.append(0)
        bytes.append(0)
    }
}
