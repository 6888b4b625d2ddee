import Accounts

/// Problems in the words of Django, its REST framework and Djoser.
extension FieldProblem {
    static let djoserEmailTaken = FieldProblem("email", .conflict, "user with this email address already exists.")

    static func djoserUsernameTaken(_ field: String) -> FieldProblem {
        FieldProblem(field, .conflict, "A user with that username already exists.")
    }

    static func djoserPasswordWrong(_ field: String) -> FieldProblem {
        FieldProblem(field, .invalid, "Invalid password.")
    }

    /// The message; where the rule is Djoser's own, it was made with it.
    var djoserMessage: String {
        switch (code, limit) {
        case (.required, _): "This field is required."
        case (.null, _): "This field may not be null."
        case (.blank, _): "This field may not be blank."
        case (.wrongType, _) where !path.isEmpty: "Not a valid string."
        case (.tooLong, let limit?): "Ensure this field has no more than \(limit) characters."
        case (.containsNull, _): "Null characters are not allowed."
        case (.invalidEmail, _): "Enter a valid email address."
        default: message
        }
    }
}
