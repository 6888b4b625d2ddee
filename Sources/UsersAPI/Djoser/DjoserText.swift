import Accounts

/// A `CharField` of Django REST framework: a text, or a number's, and the rules for it, which are all told at once.
struct DjoserText: FieldDeclaration {
    /// What the text must be, in the order of the checks.
    enum Rule {
        case usernameCharacters
        case maximumLength(Int)
        case noNullCharacters
        case emailAddress
    }

    let property: Schema.Property
    let keepsSource = false
    let isNullable = false
    private let rules: [Rule]
    /// Whether a text of blanks alone is one.
    private let allowsBlank: Bool
    /// Whether blanks at the ends are left out.
    private let trims: Bool

    var name: String { property.name }

    init(
        _ name: String, _ rules: [Rule] = [], schema: Schema = .string(), example: JSONValue? = nil,
        isRequired: Bool = true, allowsBlank: Bool = false, isSecret: Bool = false
    ) {
        property = Schema.Property(
            name: name, schema: schema, isRequired: isRequired, example: example,
            isWriteOnly: isSecret)
        self.rules = rules + (rules.contains(.noNullCharacters) ? [] : [.noNullCharacters])
        self.allowsBlank = allowsBlank
        trims = !isSecret
    }

    /// The field as one that may be left out.
    var optional: DjoserText {
        DjoserText(
            name, rules, schema: property.schema, example: property.example, isRequired: false,
            allowsBlank: allowsBlank, isSecret: property.isWriteOnly)
    }

    /// What the value stands for; nil where it is no text.
    func text(of value: JSONValue) -> String? {
        switch value {
        case .string(let text): trims ? text.trimmingWhiteSpace() : text
        case .integer(let integer): String(integer)
        case .number(let number): String(number)
        default: nil
        }
    }

    func typeProblems(of value: JSONValue) -> [FieldProblem] {
        guard let text = text(of: value) else { return [wrongType] }
        if text.trimmingWhiteSpace().isEmpty {
            return allowsBlank ? [] : [FieldProblem(name, .blank, "This must not be empty.")]
        }
        return rules.compactMap { $0.problem(of: text, in: name) }
    }

    /// Django's e-mail field has one message for whatever is no address.
    private var wrongType: FieldProblem {
        rules.contains(.emailAddress)
            ? FieldProblem(name, .invalidEmail, "This is not an e-mail address.")
            : FieldProblem(name, .wrongType, "This must be a string.", expected: .string)
    }
}

extension DjoserText.Rule: Equatable {
    func problem(of text: String, in name: String) -> FieldProblem? {
        switch self {
        case .usernameCharacters:
            guard !text.unicodeScalars.allSatisfy(\.isInDjangoUsernames) else { return nil }
            let allowed = "This value may contain only letters, numbers, and @/./+/-/_ characters."
            return FieldProblem(name, .invalid, "Enter a valid username. \(allowed)")
        case .maximumLength(let limit):
            guard text.unicodeScalars.count > limit else { return nil }
            return FieldProblem(name, .tooLong, "This has at most \(limit) characters.", limit: limit)
        case .noNullCharacters:
            guard text.utf8.contains(0) else { return nil }
            return FieldProblem(name, .containsNull, "The character U+0000 is not allowed.")
        case .emailAddress:
            // The length is told by a rule of its own.
            guard EmailAddress(text) == nil, text.unicodeScalars.count <= EmailAddress.maximumLength
            else { return nil }
            return FieldProblem(name, .invalidEmail, "This is not an e-mail address.")
        }
    }
}

extension Unicode.Scalar {
    /// Python's `\w`, which is what it calls alphanumeric and the underscore, or one of Django's four other characters.
    fileprivate var isInDjangoUsernames: Bool {
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: properties.numericType != nil || "_@.+-".unicodeScalars.contains(self)
        }
    }
}
