import DocumentStore

/// An account's id as Djoser's links have it: unpadded base64url of the id's text.
public struct AccountUID: Sendable, CustomStringConvertible {
    /// The account's id.
    public let id: ObjectID

    /// Makes the form of an id.
    public init(_ id: ObjectID) {
        self.id = id
    }

    /// Takes what a client sent, padding at its end included; nil for what can't be an account's.
    public init?(_ text: String) {
        guard let bytes = Base64URL.decode(text.utf8.trimmingPadding),
            let id = ObjectID(hex: String(decoding: bytes, as: UTF8.self))
        else { return nil }
        self.id = id
    }

    /// The form that links have.
    public var description: String {
        Base64URL.encode(id.description.utf8)
    }
}

extension String.UTF8View {
    fileprivate var trimmingPadding: SubSequence {
        prefix { $0 != UInt8(ascii: "=") }
    }
}
