/// The four validators that Django's project template sets (`AUTH_PASSWORD_VALIDATORS`, 5.2), in its order.
///
/// They report everything at once, and more than `PasswordPolicy`, which refuses what it refuses even if these do not.
public enum DjangoPasswordValidation {
    /// Looks for all that is wrong with a new password.
    ///
    /// - Parameter attributes: What is known of its user; empty ones are not looked at.
    public static func problems(
        of password: String, attributes: [DjangoAttribute: String] = [:]
    ) -> [DjangoPasswordProblem] {
        var problems: [DjangoPasswordProblem] = []
        if let attribute = similarAttribute(password, attributes) { problems.append(.tooSimilar(attribute)) }
        if password.unicodeScalars.count < PasswordPolicy.lengths.lowerBound { problems.append(.tooShort) }
        if CommonPasswords.contains(password.lowercased().trimmingWhiteSpace()) { problems.append(.tooCommon) }
        if isNumeric(password) { problems.append(.entirelyNumeric) }
        return problems
    }

    private static func similarAttribute(
        _ password: String, _ attributes: [DjangoAttribute: String]
    ) -> DjangoAttribute? {
        let similarity = DjangoSimilarity(to: password)
        return DjangoAttribute.allCases.first { attribute in
            attributes[attribute].map { similarity.isReached(by: $0) } ?? false
        }
    }

    /// As Python's `str.isdigit`.
    private static func isNumeric(_ text: String) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy { scalar in
                scalar.properties.numericType == .decimal || scalar.properties.numericType == .digit
            }
    }
}
