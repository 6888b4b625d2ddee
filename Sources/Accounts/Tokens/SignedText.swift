/// A token as the key of a cache: equal when every byte is, and hashed by its end alone.
///
/// The end is the signature, which differs between any two tokens that were found good, and only those are kept; so hashing
/// the hundreds of bytes before it would cost time and tell nothing.
struct SignedText: Hashable {
    private static let hashedLength = 24

    private let text: String

    init(_ text: String) {
        self.text = text
    }

    func hash(into hasher: inout Hasher) {
        // A native string's UTF-8 is contiguous, so this is one call.
        let hashed: Void? = text.utf8.withContiguousStorageIfAvailable { bytes in
            hasher.combine(
                bytes: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes).suffix(Self.hashedLength)))
        }
        if hashed == nil { hasher.combine(text) }
    }
}
