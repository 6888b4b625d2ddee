import Accounts

/// What the values of accounts may be: here alone their bounds, which are the accounts' own, become those of messages.
extension Schema {
    static let email = Schema.string(format: "email", maxLength: EmailAddress.maximumLength)
    /// A login name, or one to show.
    static let username = Schema.string(minLength: 1, maxLength: Username.maximumLength)
    static let password = Schema.string(
        minLength: PasswordPolicy.lengths.lowerBound, maxLength: PasswordPolicy.lengths.upperBound)
    static let namespace = Schema.string(
        minLength: NamespaceName.lengths.lowerBound, maxLength: NamespaceName.lengths.upperBound,
        pattern: NamespaceName.pattern)
    /// A part of a person's name.
    static let personName = Schema.string(maxLength: Profile.maximumLength)
    static let locale = Schema.string(maxLength: Profile.maximumLocaleLength)
    /// The name of a role, or of a group.
    static let membership = Schema.string(minLength: 1, maxLength: Profile.maximumLength)
    static let events = Schema.enumeration(AuditEvent.allCases.map(\.rawValue))
    static let permissions = Schema.array(.enumeration(Permission.allCases.map(\.rawValue)))
}
