import DocumentStore

extension BlobError {
    /// What a failure of the store means to a blob.
    init(_ error: StoreError) {
        switch error {
        case .unavailable(let reason), .full(let reason): self = .unavailable(reason: reason)
        case .overloaded: self = .unavailable(reason: "the store is overloaded")
        case .closed: self = .unavailable(reason: "the store was closed")
        case .cancelled: self = .cancelled
        case .accessDenied(let reason): self = .refused(reason: reason)
        case .schemaTooNew: self = .refused(reason: "the store was written by a newer program")
        case .restoring: self = .refused(reason: "a backup is being restored into the store")
        case .documentTooLarge: self = .tooLarge
        case .unreadable(let reason), .corrupt(let reason): self = .corrupt(reason: reason)
        case .duplicateKey(let index): self = .corrupt(reason: "the index \(index) has a blob twice")
        }
    }
}
