/// A value of any BSON type but the deprecated ones.
///
/// Equality is by type and content: `int32(1)`, `int64(1)` and `double(1)` differ, and a NaN is unequal to itself.
public enum BSONValue: Sendable, Hashable {
    case double(Double)
    case string(String)
    case document(BSONDocument)
    case array([BSONValue])
    case binary(BSONBinary)
    case objectID(ObjectID)
    case bool(Bool)
    case dateTime(BSONDateTime)
    case null
    indirect case regularExpression(BSONRegularExpression)
    case javaScript(String)
    case int32(Int32)
    /// Seconds in the upper 32 bits, an increment in the lower ones.
    case timestamp(UInt64)
    case int64(Int64)
    case decimal128(BSONDecimal128)
    case minKey
    case maxKey

    var type: BSONType {
        switch self {
        case .double: .double
        case .string: .string
        case .document: .document
        case .array: .array
        case .binary: .binary
        case .objectID: .objectID
        case .bool: .bool
        case .dateTime: .dateTime
        case .null: .null
        case .regularExpression: .regularExpression
        case .javaScript: .javaScript
        case .int32: .int32
        case .timestamp: .timestamp
        case .int64: .int64
        case .decimal128: .decimal128
        case .minKey: .minKey
        case .maxKey: .maxKey
        }
    }
}
