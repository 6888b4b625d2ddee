import Accounts

/// The problems of accounts in the dialect's words.
extension FieldProblem {
    /// The sentence, after the dialect's name of the field.
    var fessMessage: String {
        path.isEmpty ? message : "\(fessField): \(message)"
    }

    private var fessField: String {
        switch field {
        case "username": "name"
        case "is_admin": "roles"
        default: FessProfileField.all.first { $0.domainName == field }?.name ?? field
        }
    }
}
