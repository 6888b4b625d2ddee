import Accounts

/// The fields that the namespaced dialect's requests are made of, beyond the native ones.
enum NamespacedFields {
    static let namespace = Field.string(
        "namespace", .string(minLength: 1, maxLength: 64, pattern: "^[a-z0-9._-]{1,64}$"), example: "app-x",
        description: "The tenant; `default` when absent.")
    static let username = Field.string(
        "username", .string(minLength: 1, maxLength: Username.maximumLength), example: "y",
        description: "The login name, unique in its namespace.")
    static let email = NativeFields.email.nullable
    static let avatarURL = Field.string(
        "avatar_url", .string(maxLength: Profile.maximumAvatarLength), example: "https://example.com/y.png",
        description: "An absolute http or https URL, or the caller's own upload."
    ).nullable
}
