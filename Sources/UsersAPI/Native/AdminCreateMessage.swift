import Accounts

/// `POST /api/v1/admin/users`.
struct AdminCreateMessage: RequestMessage {
    static let fields: [any FieldDeclaration] =
        [
            NativeFields.email.required, NativeFields.username.required, NativeFields.password,
            NativeFields.namespace,
        ] + NativeFields.profile + NativeFields.standing

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
