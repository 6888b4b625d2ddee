/// What became of an account that was to be imported.
public enum ImportOutcome: Sendable, Equatable {
    case stored
    /// It was there: an account with its id or, where it brings none, with its address or else its login name.
    case present
    case refused([FieldProblem])
}
