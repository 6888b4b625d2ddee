import DocumentStore

/// The first byte of a key, in MongoDB's order of types. Zero, which ends arrays and documents, and 255 are left free.
enum KeyType: UInt8 {
    case minKey = 0x08
    case null = 0x10
    case number = 0x18
    case decimal = 0x19
    case string = 0x20
    case document = 0x28
    case array = 0x30
    case binary = 0x38
    case objectID = 0x40
    case bool = 0x48
    case dateTime = 0x50
    case timestamp = 0x58
    case regularExpression = 0x60
    case javaScript = 0x68
    case maxKey = 0x70

    init(_ value: BSONValue) {
        self =
            switch value {
            case .minKey: .minKey
            case .null: .null
            case .int32, .int64, .double: .number
            case .decimal128: .decimal
            case .string: .string
            case .document: .document
            case .array: .array
            case .binary: .binary
            case .objectID: .objectID
            case .bool: .bool
            case .dateTime: .dateTime
            case .timestamp: .timestamp
            case .regularExpression: .regularExpression
            case .javaScript: .javaScript
            case .maxKey: .maxKey
            }
    }

    /// The first bytes of keys that compare with this type at all: from, and up to but not with.
    var bracket: (lower: UInt8, upper: UInt8) {
        switch self {
        case .number, .decimal: (KeyType.number.rawValue, KeyType.decimal.rawValue + 1)
        default: (rawValue, rawValue + 1)
        }
    }
}
