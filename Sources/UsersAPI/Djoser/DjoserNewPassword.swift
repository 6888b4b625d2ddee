import Accounts

/// A password that is to be set, typed twice.
struct DjoserNewPassword {
    private let field: DjoserText
    private let repetition: DjoserText

    let fields: [any FieldDeclaration]

    /// - Parameter name: The field's name.
    init(_ name: String) {
        field = DjoserFields.newPassword(name)
        repetition = DjoserText("re_\(name)", example: .string(DjoserFields.passwordExample), isSecret: true)
        fields = [field, repetition]
    }

    /// The password.
    ///
    /// - Parameter attributes: What the password must not be similar to.
    /// - Throws: `AccountError.invalid` with what Django finds wrong with it, or that it was typed in two ways.
    func value(
        in form: DjoserForm, attributes: [DjangoAttribute: String] = [:]
    ) throws(AccountError) -> String {
        let password = try form.required(field)
        try check(password, attributes)
        guard password == (try form.required(repetition)) else {
            throw .invalid([FieldProblem(path: [], .conflict, "The two password fields didn't match.")])
        }
        return password
    }

    private func check(
        _ password: String, _ attributes: [DjangoAttribute: String]
    ) throws(AccountError) {
        let problems = DjangoPasswordValidation.problems(of: password, attributes: attributes)
        guard problems.isEmpty else { throw .invalid(problems.map { FieldProblem(field.name, $0) }) }
    }
}

extension FieldProblem {
    /// What Django finds wrong with a password.
    fileprivate init(_ field: String, _ problem: DjangoPasswordProblem) {
        switch problem {
        case .tooSimilar(let attribute):
            self.init(field, .passwordTooSimilar, "The password is too similar to the \(attribute.words).")
        case .tooShort:
            let limit = PasswordPolicy.lengths.lowerBound
            let message = "This password is too short. It must contain at least \(limit) characters."
            self.init(field, .tooShort, message, limit: limit)
        case .tooCommon: self.init(field, .passwordTooCommon, "This password is too common.")
        case .entirelyNumeric: self.init(field, .invalid, "This password is entirely numeric.")
        }
    }
}

extension DjangoAttribute {
    /// The attribute's name in Django's messages.
    fileprivate var words: String {
        switch self {
        case .username: "username"
        case .firstName: "first name"
        case .lastName: "last name"
        case .email: "email address"
        }
    }
}
