import Accounts

/// What is wrong with a message: each field's messages, in the order of the checks.
struct DjoserFieldErrors {
    /// What stands for the message itself.
    private static let wholeMessage = "non_field_errors"

    static let schema = Schema.named("DjoserErrors", .map(.array(.string())))

    private var messages: [(field: String, texts: [String])] = []

    /// Whether the problems of the code are told field by field.
    static func areFor(_ code: ProblemCode) -> Bool {
        code == .validationFailed || !problems(for: code).isEmpty
    }

    /// Nil for a problem that is none of a message.
    init?(_ problem: Problem) {
        guard Self.areFor(problem.code) else { return nil }
        for error in problem.errors + Self.problems(for: problem.code) {
            add(error.djoserMessage, to: error.path.first ?? Self.wholeMessage)
        }
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            for (field, texts) in messages {
                writer.key(field)
                writer.array { writer in
                    for text in texts { writer.string(text) }
                }
            }
        }
    }

    private mutating func add(_ text: String, to field: String) {
        if let index = messages.firstIndex(where: { $0.field == field }) {
            messages[index].texts.append(text)
        } else {
            messages.append((field, [text]))
        }
    }

    /// What other dialects tell by a status of its own.
    private static func problems(for code: ProblemCode) -> [FieldProblem] {
        switch code {
        case .emailTaken: [.djoserEmailTaken]
        case .usernameTaken: [.djoserUsernameTaken("username")]
        case .currentPasswordRequired: [.required("current_password")]
        case .currentPasswordWrong, .currentPasswordUnset: [.djoserPasswordWrong("current_password")]
        case .mailTokenInvalid: [FieldProblem("token", .invalid, "Invalid token for given user.")]
        default: []
        }
    }
}
