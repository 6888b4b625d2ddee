extension Dictionary where Key == String {
    /// The members by their keys, in the order of their bytes.
    var inOrder: [Element] { sorted { $0.key.precedes($1.key) } }
}

extension String {
    /// By bytes: of two strings of which one begins with the other in another normalisation, `<` takes neither for the lesser.
    fileprivate func precedes(_ other: String) -> Bool {
        utf8.lexicographicallyPrecedes(other.utf8)
    }
}
