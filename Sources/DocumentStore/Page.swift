/// One page of documents.
public struct Page: Sendable {
    /// The documents, in the walk's order.
    public let documents: [BSONDocument]
    /// Where the next page begins; nil when there is none.
    public let next: PageCursor?

    /// Makes a page.
    public init(documents: [BSONDocument], next: PageCursor?) {
        self.documents = documents
        self.next = next
    }
}
