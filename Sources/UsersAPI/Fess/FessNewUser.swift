import Accounts

/// `POST /api/admin/user/setting`.
struct FessNewUser {
    let account: NewAccount

    static func fields(_ compatibility: FessCompatibility) -> [any FieldDeclaration] {
        let password = compatibility == .docs ? AccountFields.password.required : FessFields.optionalPassword
        return [FessFields.name.required, password] + FessFields.common
    }

    static let examples: [String: JSONValue] = [
        "A user": [
            "name": "john.doe", "password": "SecureP@ss123", "surname": "Doe", "givenName": "John",
            "mail": "john.doe@example.com", "roles": ["user"], "groups": [],
        ]
    ]

    init(_ values: FieldValues, _ compatibility: FessCompatibility) throws(AccountError) {
        let password =
            compatibility == .docs ? values[AccountFields.password] : values.text(FessFields.optionalPassword)
        if let problem = values.fessConfirmationProblem(password) { throw .invalid([problem]) }
        var changes = AccountChanges(fess: values)
        let email = changes.email.value
        changes.email = .keep
        var draft = NewAccount(
            email: email, username: try values.required(FessFields.name), password: password, changes: changes)
        draft.logsInByUsername = true
        account = draft
    }
}
