import Accounts

/// The fields that the namespaced dialect's requests are made of, where they are not just those of all dialects.
enum NamespacedFields {
    static let namespace = AccountFields.namespace.named(
        "namespace", example: "app-x", description: "The tenant; `default` when absent.")
    static let username = AccountFields.loginName.named(
        "username", example: "y", description: "The login name, unique in its namespace.")
    static let email = AccountFields.email.nullable

    static let profile: [any FieldDeclaration] = [
        AccountFields.fullName, AccountFields.avatarURL, AccountFields.extra,
    ]
}
