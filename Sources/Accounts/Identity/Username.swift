/// A name that an account is shown by, and in some dialects found by: NFKC, trimmed, 1 to 150 code points.
///
/// Any script, blanks within and punctuation are welcome; control characters are not, because usernames go into mail
/// headers and terminals.
public struct Username: Hashable, Sendable, CustomStringConvertible {
    /// The longest username, in code points after normalisation (Django's `max_length`).
    public static let maximumLength = 150

    /// The name as it is stored and shown.
    public let description: String

    /// Normalises and checks a username as a client sent it.
    public init(_ text: String) throws(UsernameProblem) {
        // Foundation orders a run of combining marks in quadratic time: what can't become short enough is not normalised.
        guard text.unicodeScalars.prefix(Self.maximumLength * 4 + 1).count <= Self.maximumLength * 4 else {
            throw .tooLong
        }
        let name = text.compatibilityNormalized.trimmingWhiteSpace()
        if name.isEmpty { throw .blank }
        if name.unicodeScalars.count > Self.maximumLength { throw .tooLong }
        if name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            throw .containsControlCharacter
        }
        description = name
    }
}
