import DocumentStore
import Foundation

/// A page cursor as an opaque parameter: the position's BSON in base64url (RFC 4648 §5).
enum CursorText {
    /// The longest cursor that is read, in bytes.
    private static let maximumLength = 4096

    /// - Parameter order: The listing's order, in which alone the cursor is a position.
    static func encode(_ cursor: PageCursor, order: String) -> String {
        let document: BSONDocument = ["k": .array(cursor.key), "i": cursor.id, "o": .string(order)]
        return Data(document.bytes).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// The cursor; nil when it is none, or one of another order.
    static func decode(_ text: String, order: String) -> PageCursor? {
        guard text.utf8.count <= maximumLength else { return nil }
        let base64 = text.replacing("-", with: "+").replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: base64 + padding),
            let document = try? BSONDocument(validating: Array(data)),
            case .array(let key) = document["k"], let id = document["i"], document["o"] == .string(order)
        else { return nil }
        return PageCursor(key: key, id: id)
    }
}
