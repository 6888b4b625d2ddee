import DocumentStore

/// A checked account that is to be imported, as it will be stored.
public struct PreparedAccount: Sendable {
    let account: Account
    /// Whether the id came with the account, so that it tells whether the account is there already.
    let keepsID: Bool
    /// The account's document, made where accounts are prepared rather than where they wait for the store.
    let document: BSONDocument

    /// The document's size, in bytes.
    public var byteCount: Int { document.byteCount }
}
