import Accounts

/// The fields that the native dialect's requests are made of.
enum NativeFields {
    static let email = Field.string("email", .string(format: "email", maxLength: 254), example: "jane@example.com")
    static let username = Field.string(
        "username", .string(minLength: 1, maxLength: Username.maximumLength), example: "Jane",
        description: "The name to show; not unique.")
    static let password = Field.string(
        "password", .string(minLength: PasswordPolicy.lengths.lowerBound, maxLength: PasswordPolicy.lengths.upperBound),
        example: "correct horse battery staple", isWriteOnly: true)
    static let namespace = Field.string(
        "namespace", .string(minLength: 1, maxLength: 64, pattern: "^[a-z0-9._-]{1,64}$"),
        description: "The tenant; `default` when absent.")
    static let currentPassword = Field.string("current_password", isWriteOnly: true)

    static let displayName = name("display_name")
    static let fullName = name("full_name")
    static let firstName = name("first_name")
    static let lastName = name("last_name")
    static let locale = Field.string(
        "locale", .string(maxLength: Profile.maximumLocaleLength), example: "fr_FR"
    ).nullable
    static let marketingOptIn = Field.boolean("marketing_opt_in").nullable
    static let extra = Field.stringMap(
        "extra", of: .string(maxLength: Profile.maximumExtraValueLength),
        description: "At most \(Profile.maximumExtraCount) pairs of strings."
    ).nullable

    static let isAdmin = Field.boolean("is_admin")
    static let isActive = Field.boolean("is_active")
    static let emailVerified = Field.boolean("email_verified")
    static let roles = Field.strings(
        "roles", of: .string(minLength: 1, maxLength: Profile.maximumLength), maxItems: 64,
        description: "`admin` among them sets `is_admin`.")
    static let groups = Field.strings(
        "groups", of: .string(minLength: 1, maxLength: Profile.maximumLength), maxItems: 64)
    static let permissions = Field.strings(
        "permissions", of: .enumeration(Permission.names), maxItems: 64)

    /// What a holder may set of their profile.
    static let profile: [any FieldDeclaration] = [
        displayName, fullName, firstName, lastName, locale, marketingOptIn, extra,
    ]
    /// What only administrators may set.
    static let standing: [any FieldDeclaration] = [isAdmin, isActive, emailVerified, roles, groups, permissions]

    private static func name(_ name: String) -> Field<String> {
        Field.string(name, .string(maxLength: Profile.maximumLength)).nullable
    }
}

extension AccountChanges {
    /// The profile fields of a message.
    mutating func readProfile(_ values: FieldValues) {
        displayName = values.change(NativeFields.displayName)
        fullName = values.change(NativeFields.fullName)
        firstName = values.change(NativeFields.firstName)
        lastName = values.change(NativeFields.lastName)
        locale = values.change(NativeFields.locale)
        marketingOptIn = values.change(NativeFields.marketingOptIn)
        extra = values.change(NativeFields.extra)
    }

    /// The fields of a message that only administrators may set.
    mutating func readStanding(_ values: FieldValues) {
        isAdmin = values[NativeFields.isAdmin]
        isActive = values[NativeFields.isActive]
        emailVerified = values[NativeFields.emailVerified]
        roles = values[NativeFields.roles]
        groups = values[NativeFields.groups]
        permissions = values[NativeFields.permissions]
    }
}
