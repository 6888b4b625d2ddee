import Accounts

/// The fields that the profile service's requests are made of, with the examples of its documentation.
enum ProfileFields {
    static let email = Field.string("email", .string(format: "email", maxLength: 254), example: "jane@example.com")
    static let displayName = name("display_name", example: "Jane Doe")
    static let fullName = name("full_name", example: "Jane Dominique")
    static let locale = Field.string(
        "locale", .string(maxLength: Profile.maximumLocaleLength), example: "fr_FR"
    ).nullable
    static let marketingOptIn = Field.boolean("marketing_opt_in", example: true).nullable

    static let profile: [any FieldDeclaration] = [displayName, fullName, locale, marketingOptIn]

    static func name(_ name: String, example: String) -> Field<String> {
        Field.string(name, .string(maxLength: Profile.maximumLength), example: example).nullable
    }
}

extension AccountChanges {
    /// The profile that a message of the profile service describes.
    init(profile values: FieldValues) {
        self.init()
        displayName = values.change(ProfileFields.displayName)
        fullName = values.change(ProfileFields.fullName)
        locale = values.change(ProfileFields.locale)
        marketingOptIn = values.change(ProfileFields.marketingOptIn)
    }
}
