import CMongo
import DocumentStore

/// An `_id` that can share a command with others: its equal is told by its bytes.
///
/// A number is not, as the server finds `1.0` by `1`; documents and regular expressions mean something else within
/// `$in`. Strings are kept as bytes, because Swift takes two for equal that differ in how an accent is composed.
enum LookupID: Hashable {
    case objectID(ObjectID)
    case string([UInt8])

    /// Longer strings go alone, so that a command has room for all of its ids.
    private static let longestString = 1024

    /// Nil for values that have to be looked up alone.
    init?(_ value: BSONValue) {
        switch value {
        case .objectID(let id):
            self = .objectID(id)
        case .string(let text) where text.utf8.count <= Self.longestString:
            self = .string(Array(text.utf8))
        default:
            return nil
        }
    }

    /// The `_id` of a stored document; nil when it is neither an ObjectId nor a string.
    init?(of document: UnsafeRawBufferPointer) {
        guard let data = document.bindMemory(to: UInt8.self).baseAddress else { return nil }
        let id = cmongo_id_of(cmongo_document(data: data, length: document.count))
        let bytes = UnsafeBufferPointer(start: id.bytes, count: id.length)
        if id.is_string {
            self = .string(Array(bytes))
        } else if let id = ObjectID(bytes: bytes) {
            self = .objectID(id)
        } else {
            return nil
        }
    }

    /// The value as a condition has it.
    var bsonValue: BSONValue {
        switch self {
        case .objectID(let id): .objectID(id)
        case .string(let bytes): .string(String(decoding: bytes, as: UTF8.self))
        }
    }
}
