import BlobStorage
import DocumentStore
import Images

/// The border to the store, the uploads' storage, the image cleaner and the hashing threads: one table each.
extension AccountError: StoreErrorConvertible {
    /// The services' word for what the store throws.
    public init(_ error: StoreError) {
        switch error {
        // The directory tells whose identifier it is.
        case .duplicateKey: self = .emailTaken
        case .unavailable(let reason): self = .unavailable(reason: reason)
        case .overloaded: self = .unavailable(reason: "too many store operations wait")
        case .cancelled: self = .unavailable(reason: "the request's time ran out")
        case .accessDenied(let reason): self = .unavailable(reason: reason)
        case .full(let reason): self = .unavailable(reason: reason)
        case .documentTooLarge:
            self = .invalid([FieldProblem(path: [], .tooLong, "The account would become too large.")])
        case .unreadable(let reason), .corrupt(let reason): self = .broken(reason: reason)
        case .schemaTooNew(let found, let supported):
            self = .unavailable(reason: "the store has schema \(found), this program knows \(supported)")
        case .restoring: self = .unavailable(reason: "a backup is being restored into the store")
        case .closed: self = .unavailable(reason: "the store is closed")
        }
    }

    init(_ error: PasswordHasherError) {
        switch error {
        case .overloaded: self = .unavailable(reason: "too many passwords wait to be hashed")
        case .cancelled: self = .unavailable(reason: "the request's time ran out")
        }
    }

    init(_ error: BlobError) {
        switch error {
        case .unavailable(let reason), .refused(let reason): self = .unavailable(reason: reason)
        case .cancelled: self = .unavailable(reason: "the request's time ran out")
        case .corrupt(let reason): self = .broken(reason: reason)
        case .invalidName, .invalidMediaType, .tooLarge: self = .broken(reason: "an upload is \(error)")
        }
    }

    init(_ error: ImageError) {
        switch error {
        case .unsupported: self = .unsupportedImage
        case .tooLarge:
            self = .invalid([
                FieldProblem("file", .outOfRange, "The image has at most \(ImageCleaner.maximumSide) pixels a side.")
            ])
        }
    }
}
