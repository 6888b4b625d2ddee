extension StringProtocol {
    /// The text without white space (Unicode's White_Space property) at its ends, scalar by scalar.
    ///
    /// By scalars rather than characters: a blank that carries a combining mark is a blank like any other.
    package func trimmingWhiteSpace() -> String {
        let isText: (Unicode.Scalar) -> Bool = { !$0.properties.isWhitespace }
        guard let first = unicodeScalars.firstIndex(where: isText),
            let last = unicodeScalars.lastIndex(where: isText)
        else { return "" }
        return String(self[first..<unicodeScalars.index(after: last)])
    }
}
