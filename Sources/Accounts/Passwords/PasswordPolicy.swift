/// What a new password must be like (NIST SP 800-63B §3.1.1.2: a length and a blocklist, no rules of composition).
public enum PasswordPolicy {
    /// How long a password may be, in Unicode code points as they were sent; 15 and more are recommended.
    public static let lengths = 8...1024

    /// Looks for what is wrong with a new password; nil when it can be taken.
    ///
    /// The password is compared as identifiers are: neither case nor white space at its ends makes a difference. Nothing
    /// else is ever trimmed or normalised.
    ///
    /// - Parameters:
    ///   - email: The account's address, nil when it has none.
    ///   - username: The account's username, nil when it has none.
    ///   - serviceName: What the service calls itself towards its users.
    public static func check(
        _ password: String, email: String?, username: String?, serviceName: String? = nil
    ) -> PasswordProblem? {
        let length = password.unicodeScalars.count
        if password.utf8.contains(0) { return .containsNUL }
        if length < lengths.lowerBound { return .tooShort }
        if length > lengths.upperBound { return .tooLong }
        let folded = Identifier.folded(password)
        if folded == email.map(Identifier.folded) { return .sameAsEmail }
        if folded == username.map(Identifier.folded) { return .sameAsUsername }
        if folded == serviceName.map(Identifier.folded) { return .sameAsServiceName }
        return CommonPasswords.contains(folded) ? .tooCommon : nil
    }
}
