/// Why a password is refused; the first that applies, in this order.
public enum PasswordProblem: Error, Hashable, Sendable, CaseIterable {
    /// A U+0000 is in it.
    case containsNUL
    /// Fewer than `PasswordPolicy.lengths` code points.
    case tooShort
    /// More than `PasswordPolicy.lengths` code points.
    case tooLong
    /// It is the account's e-mail address.
    case sameAsEmail
    /// It is the account's username.
    case sameAsUsername
    /// It is the service's name.
    case sameAsServiceName
    /// It is among the most used passwords of the world.
    case tooCommon
}
