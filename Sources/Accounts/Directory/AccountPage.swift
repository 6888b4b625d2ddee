import DocumentStore

/// One page of accounts, and how many there are in all.
public struct AccountPage: Sendable {
    /// The page's accounts, in order.
    public let accounts: [Account]
    /// Where the next page begins; nil when there is none.
    public let next: PageCursor?
    /// How many accounts the query selects.
    public let total: Int
}
