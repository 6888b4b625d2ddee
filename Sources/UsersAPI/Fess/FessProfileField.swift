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
        _ name: String, _ domainName: String, _ schema: Schema = .string(maxLength: Profile.maximumLength),
        value: @escaping @Sendable (Account) -> String?,
        set: @escaping @Sendable (inout AccountChanges, Change<String>) -> Void
    ) {
        self.domainName = domainName
        input = Field.string(name, schema).nullable
        self.value = value
        self.set = set
    }

    static let all = ofAccounts + PersonAttribute.allCases.map(FessProfileField.init)

    private static let ofAccounts = [
        FessProfileField("surname", "last_name") { account in
            account.profile.lastName
        } set: {
            $0.lastName = $1
        },
        FessProfileField("givenName", "first_name") { account in
            account.profile.firstName
        } set: {
            $0.firstName = $1
        },
        FessProfileField("mail", "email", .string(maxLength: 254)) { account in
            account.email
        } set: {
            $0.email = $1
        },
        FessProfileField("displayName", "display_name") { account in
            account.profile.displayName
        } set: {
            $0.displayName = $1
        },
        FessProfileField("preferredLanguage", "locale", .string(maxLength: Profile.maximumLocaleLength)) { account in
            account.profile.locale
        } set: {
            $0.locale = $1
        },
    ]

    private init(_ attribute: PersonAttribute) {
        self.init(attribute.rawValue, attribute.rawValue, .string(maxLength: Profile.maximumAttributeLength)) {
            account in
            account.profile.attributes[attribute.rawValue]
        } set: {
            $0.attributes[attribute] = $1
        }
    }
}
