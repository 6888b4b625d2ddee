import DocumentStore

/// One page of audit entries, newest first.
public struct AuditPage: Sendable {
    /// The entries.
    public let entries: [AuditEntry]
    /// Where the next page begins; nil when there is none.
    public let next: PageCursor?
}
