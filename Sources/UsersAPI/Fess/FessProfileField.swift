import Accounts

/// One profile field of the dialect: where an account has it, and how it changes. Requests and answers are made of this one table.
struct FessProfileField: Sendable {
    /// The field's name in the dialect.
    var name: String { input.name }
    /// The field's name in the accounts' own words.
    let domainName: String
    let input: Field<String>
    let value: @Sendable (Account) -> String?
    let set: @Sendable (inout AccountChanges, Change<String>) -> Void

    private init(
        _ name: String, _ domainName: String? = nil, _ schema: Schema = .string(maxLength: Profile.maximumLength),
        _ value: @escaping @Sendable (Account) -> String?,
        _ set: @escaping @Sendable (inout AccountChanges, Change<String>) -> Void
    ) {
        self.domainName = domainName ?? name
        input = Field.string(name, schema).nullable
        self.value = value
        self.set = set
    }

    static let mail = FessProfileField(
        "mail", "email", .string(maxLength: 254), { $0.email }, { $0.email = $1 })

    static let all: [FessProfileField] =
        [
            FessProfileField("surname", "last_name", { $0.profile.lastName }, { $0.lastName = $1 }),
            FessProfileField("givenName", "first_name", { $0.profile.firstName }, { $0.firstName = $1 }),
            mail,
            FessProfileField("displayName", "display_name", { $0.profile.displayName }, { $0.displayName = $1 }),
            FessProfileField(
                "preferredLanguage", "locale", .string(maxLength: Profile.maximumLocaleLength),
                { $0.profile.locale }, { $0.locale = $1 }),
        ]
        + PersonAttribute.allCases.map { attribute in
            FessProfileField(
                attribute.rawValue, nil, .string(maxLength: Profile.maximumAttributeLength),
                { $0.profile.attributes[attribute.rawValue] }, { $0.attributes[attribute] = $1 })
        }
}
