/// One page of a collection's documents.
public struct CollectionPage<Document: StoredDocument>: Sendable {
    /// The documents, in the walk's order.
    public let documents: [Document]
    /// Where the next page begins; nil when there is none.
    public let next: PageCursor?

    /// Makes a page.
    public init(documents: [Document], next: PageCursor?) {
        self.documents = documents
        self.next = next
    }
}
