/// What Django's validators find wrong with a new password.
public enum DjangoPasswordProblem: Hashable, Sendable {
    /// It is similar to an attribute of its user; the first one counts.
    case tooSimilar(DjangoAttribute)
    /// Fewer than `PasswordPolicy.lengths` code points.
    case tooShort
    /// It is among the most used passwords of the world.
    case tooCommon
    /// It has nothing but digits, of whatever script.
    case entirelyNumeric
}
