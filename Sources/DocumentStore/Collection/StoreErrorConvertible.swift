/// An error type of a domain that has a case for what the store throws.
///
/// `DocumentCollection.update` takes a closure that throws such an error, and throws that error alone: the domain's own, or what it made
/// of the store's.
public protocol StoreErrorConvertible: Error {
    /// The domain's error for the store's.
    init(_ error: StoreError)
}

extension StoreError: StoreErrorConvertible {
    /// The error itself.
    public init(_ error: StoreError) {
        self = error
    }
}
