import Accounts

/// `POST /auth/register`.
struct NamespacedRegisterMessage: RequestMessage {
    static let fields: [any FieldDeclaration] = [
        NamespacedFields.namespace, NamespacedFields.username.required, NativeFields.password.required,
        NamespacedFields.email, NativeFields.fullName, NamespacedFields.avatarURL, NativeFields.extra,
    ]

    static let examples: [String: JSONValue] = [
        "A user of app-x": [
            "namespace": "app-x", "username": "y", "password": "supersecret123", "email": "y@example.com",
            "extra": ["role": "admin", "timezone": "UTC"],
        ]
    ]

    let account: NewAccount

    init(_ values: FieldValues) throws(AccountError) {
        var draft = NewAccount(
            namespace: values[NamespacedFields.namespace], email: values[NamespacedFields.email],
            username: try values.required(NamespacedFields.username),
            password: try values.required(NativeFields.password))
        draft.logsInByUsername = true
        draft.changes.fullName = values.change(NativeFields.fullName)
        draft.changes.avatar = values.change(NamespacedFields.avatarURL)
        draft.changes.extra = values.change(NativeFields.extra)
        account = draft
    }
}
