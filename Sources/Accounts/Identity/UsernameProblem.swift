/// Why a text can't be a username.
public enum UsernameProblem: Error, Hashable, Sendable, CaseIterable {
    /// Nothing is left after trimming.
    case blank
    /// More than `Username.maximumLength` code points.
    case tooLong
    /// A control character (Unicode category Cc), U+0000 or a line break for instance.
    case containsControlCharacter
}
