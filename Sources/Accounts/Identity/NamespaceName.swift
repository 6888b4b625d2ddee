/// The name of a namespace: 1 to 64 of `a-z 0-9 - _ .`, so that it never holds the `/` that parts an identifier.
public struct NamespaceName: Hashable, Sendable, CustomStringConvertible {
    /// The namespace of requests that name none.
    public static let `default` = NamespaceName(checked: "default")

    /// The lengths of names, in characters, which are all ASCII's.
    public static let lengths = 1...64
    /// What names match, as a regular expression.
    public static let pattern = "^[a-z0-9._-]{\(lengths.lowerBound),\(lengths.upperBound)}$"

    /// The name as it is stored and shown.
    public let description: String

    /// Takes a name as written; nil when it is none. Nothing is trimmed or folded.
    public init?(_ text: String) {
        guard Self.lengths.contains(text.utf8.count), text.utf8.allSatisfy(Self.isAllowed) else { return nil }
        self.init(checked: text)
    }

    /// Takes the name that a request gives, `default` where it gives none; nil when it is none.
    public init?(orDefault text: String?) {
        guard let text else {
            self = .default
            return
        }
        self.init(text)
    }

    private init(checked text: String) {
        description = text
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."): true
        default: false
        }
    }
}
