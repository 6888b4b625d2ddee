import Accounts

/// `POST /api/v1/admin/users`.
struct AdminCreateMessage: RequestMessage {
    static let fields: [any FieldDeclaration] =
        [
            NativeFields.email.required, NativeFields.username.required, NativeFields.password,
            NativeFields.namespace,
        ] + NativeFields.profile + NativeFields.standing

    static let examples: [String: JSONValue] = [
        "An invitation": ["email": "jane@example.com", "username": "Jane"],
        "A colleague": [
            "email": "jane@example.com", "username": "Jane", "password": "correct horse battery staple",
            "permissions": ["can.manage_users"],
        ],
    ]

    let account: NewAccount

    init(_ values: FieldValues) throws(AccountError) {
        var changes = AccountChanges()
        changes.readProfile(values)
        changes.readStanding(values)
        account = NewAccount(
            namespace: values[NativeFields.namespace], email: try values.required(NativeFields.email),
            username: try values.required(NativeFields.username), password: values[NativeFields.password],
            changes: changes)
    }
}
