/// What an account is found by at login: `namespace/kind/folded`, unique over all accounts by the store's index.
public struct Identifier: Hashable, Sendable, CustomStringConvertible {
    /// What the text is in its account.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The account's e-mail address.
        case email
        /// A username that serves as login name.
        case username
    }

    /// The namespace within which the identifier is unique.
    public let namespace: NamespaceName
    /// Whether the text is an e-mail address or a username.
    public let kind: Kind
    /// The text as it is compared, see `folded(_:)`.
    public let folded: String

    /// The identifier of any text, also of one that no account could have: such a one is simply never found.
    public init(_ text: String, kind: Kind, namespace: NamespaceName) {
        self.namespace = namespace
        self.kind = kind
        folded = Self.folded(text)
    }

    /// The identifier that an address claims.
    public init(_ email: EmailAddress, namespace: NamespaceName) {
        self.init(email.description, kind: .email, namespace: namespace)
    }

    /// The identifier that a username claims where it is a login name.
    public init(_ username: Username, namespace: NamespaceName) {
        self.init(username.description, kind: .username, namespace: namespace)
    }

    /// The form that documents hold, `default/email/jane@example.com` for one.
    public var description: String {
        "\(namespace)/\(kind.rawValue)/\(folded)"
    }
}
