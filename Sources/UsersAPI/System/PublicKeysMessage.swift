import Accounts

/// The public halves of all keys that tokens may be signed with (RFC 7517 §5).
struct PublicKeysMessage: ObjectMessage {
    let keys: [PublicKey]

    static let schemaName = "PublicKeys"

    static let fields: [OutputField<PublicKeysMessage>] = [
        .always("keys", [PublicKeyMessage].schema) { $0.keys.map(PublicKeyMessage.init) }
    ]

    /// The same for all instances with these keys in this order: a key's id is made of all that is shown of it.
    var entityTag: String {
        "\"" + keys.map(\.id).joined(separator: ".") + "\""
    }
}
