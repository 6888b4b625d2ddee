/// A regular expression, carried but never run.
public struct BSONRegularExpression: Sendable, Hashable {
    /// The pattern; without NUL characters.
    public var pattern: String
    /// The option letters, in alphabetical order; without NUL characters.
    public var options: String

    /// Makes an expression; sorts the options.
    public init(pattern: String, options: String = "") {
        self.pattern = pattern
        self.options = String(options.sorted())
    }
}
