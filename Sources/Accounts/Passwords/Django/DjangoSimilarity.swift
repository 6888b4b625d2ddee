/// Compares a password with attributes of its user as Django's `UserAttributeSimilarityValidator` (5.2) does: by how many characters
/// they have in common, whatever their order.
struct DjangoSimilarity {
    /// The least share that is too much.
    private static let maximum = 0.7

    private let length: Int
    private let counts: [Unicode.Scalar: Int]

    init(to password: String) {
        let scalars = password.lowercased().unicodeScalars
        length = scalars.count
        counts = Self.counts(scalars)
    }

    /// Whether an attribute, or a word of it, is too similar.
    func isReached(by value: String) -> Bool {
        guard !value.isEmpty else { return false }
        let scalars = value.lowercased().unicodeScalars
        let words = scalars.split(omittingEmptySubsequences: false) { !Self.isWordCharacter($0) }
        return words.contains { isReached(by: $0) } || isReached(by: scalars[...])
    }

    private func isReached(by part: Substring.UnicodeScalarView) -> Bool {
        let partLength = part.count
        // Django's `exceeds_maximum_length_ratio`: so long a password can't be similar to so short a word.
        guard length < 10 * partLength || Double(partLength) >= Self.maximum / 2 * Double(length) else { return false }
        let common = Self.counts(part).reduce(0) { $0 + min($1.value, counts[$1.key, default: 0]) }
        // Python's `SequenceMatcher.quick_ratio`.
        return 2 * Double(common) / Double(length + partLength) >= Self.maximum
    }

    private static func counts(_ scalars: some Sequence<Unicode.Scalar>) -> [Unicode.Scalar: Int] {
        var counts: [Unicode.Scalar: Int] = [:]
        for scalar in scalars { counts[scalar, default: 0] += 1 }
        return counts
    }

    /// Python's `\w`.
    private static func isWordCharacter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: scalar == "_" || scalar.properties.numericType != nil
        }
    }
}
