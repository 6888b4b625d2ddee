import Accounts

/// The public halves of all keys that tokens may be signed with (RFC 7517 §5).
struct PublicKeysMessage: ResponseMessage {
    let keys: [PublicKey]

    static let schema = Schema.named(
        "PublicKeys", .object([.init(name: "keys", schema: .array(PublicKeyMessage.schema), isRequired: true)]))

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("keys")
            keys.map(PublicKeyMessage.init).write(to: &writer)
        }
    }

    /// The same for all instances with these keys in this order: a key's id is made of all that is shown of it.
    var entityTag: String {
        "\"" + keys.map(\.id).joined(separator: ".") + "\""
    }
}
