import Accounts

/// The fields by which requests tell of accounts, each with its rules and what it changes. Dialects take them as they are, or with names and
/// examples of their own.
enum AccountFields {
    static let email = Field.string("email", .email, example: "jane@example.com").changing(\.email)
    static let username = Field.string(
        "username", .username, example: "Jane", description: "The name to show; not unique."
    ).changing(\.username)
    static let loginName = Field.string("username", .username, description: "The login name.").changing(\.loginName)
    static let password = Field.string(
        "password", .password, example: "correct horse battery staple", isWriteOnly: true
    ).changing(\.password)
    static let currentPassword = Field.string("current_password", isWriteOnly: true).changing(\.currentPassword)
    static let namespace = Field.string(
        "namespace", .namespace, description: "The tenant; `default` when absent.")

    static let displayName = name("display_name").changing(\.displayName)
    static let fullName = name("full_name").changing(\.fullName)
    static let firstName = name("first_name").changing(\.firstName)
    static let lastName = name("last_name").changing(\.lastName)
    static let locale = Field.string("locale", .locale, example: "fr_FR").nullable.changing(\.locale)
    static let marketingOptIn = Field.boolean("marketing_opt_in").nullable.changing(\.marketingOptIn)
    static let avatarURL = Field.string(
        "avatar_url", .string(maxLength: Profile.maximumAvatarLength), example: "https://example.com/y.png",
        description: "An absolute http or https URL, or the caller's own upload."
    ).nullable.changing(\.avatar)
    static let extra = Field.stringMap(
        "extra", of: .string(maxLength: Profile.maximumExtraValueLength),
        description: "At most \(Profile.maximumExtraCount) pairs of strings."
    ).nullable.changing(\.extra)

    static let isAdmin = Field.boolean("is_admin").changing(\.isAdmin)
    static let isActive = Field.boolean("is_active").changing(\.isActive)
    static let emailVerified = Field.boolean("email_verified").changing(\.emailVerified)
    static let roles = Field.strings(
        "roles", of: .membership, maxItems: AccountChanges.maximumNames,
        description: "`admin` among them sets `is_admin`."
    ).changing(\.roles)
    static let groups = Field.strings("groups", of: .membership, maxItems: AccountChanges.maximumNames)
        .changing(\.groups)
    static let permissions = Field.strings(
        "permissions", of: .enumeration(Permission.names), maxItems: AccountChanges.maximumNames
    ).changing(\.permissions)

    /// What a holder may set of their profile.
    static let profile: [any FieldDeclaration] = [
        displayName, fullName, firstName, lastName, locale, marketingOptIn, extra,
    ]
    /// What only administrators may set.
    static let standing: [any FieldDeclaration] = [isAdmin, isActive, emailVerified, roles, groups, permissions]

    private static func name(_ name: String) -> Field<String> {
        Field.string(name, .personName).nullable
    }
}
