extension FieldProblem {
    /// A problem of the password policy, in words for a person.
    init(_ field: String, _ problem: PasswordProblem) {
        switch problem {
        case .containsNUL: self.init(field, .containsNull, "The character U+0000 is not allowed.")
        case .tooShort:
            let limit = PasswordPolicy.lengths.lowerBound
            self.init(field, .tooShort, "The password has at least \(limit) characters.", limit: limit)
        case .tooLong:
            let limit = PasswordPolicy.lengths.upperBound
            self.init(field, .tooLong, "The password has at most \(limit) characters.", limit: limit)
        case .sameAsEmail: self.init(field, .passwordTooSimilar, "The password must not be the e-mail address.")
        case .sameAsUsername: self.init(field, .passwordTooSimilar, "The password must not be the user name.")
        case .sameAsServiceName:
            self.init(field, .passwordTooSimilar, "The password must not be the name of this service.")
        case .tooCommon: self.init(field, .passwordTooCommon, "The password is among the most common ones.")
        }
    }
}
