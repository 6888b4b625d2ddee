import Accounts

/// One profile field of the dialect: where an account has it, and how it changes. Requests and answers are made of this one table.
struct FessProfileField: Sendable {
    /// The field's name in the dialect.
    var name: String { input.name }
    /// The field's name in the accounts' own words.
    let domainName: String
    let input: Field<String>
    let value: @Sendable (AccountView) -> String?

    /// - Parameter field: The field as all dialects know it.
    private init(_ name: String, _ field: Field<String>, _ detail: AccountDetail<String>) {
        domainName = field.name
        input = field.named(name).nullable
        value = detail.value
    }

    static let all = ofAccounts + PersonAttribute.allCases.map(FessProfileField.init)

    /// An address that a blank text clears.
    private static let mail = Field.string("email", .string(maxLength: EmailAddress.maximumLength)).changing(\.email)

    private static let ofAccounts = [
        FessProfileField("surname", AccountFields.lastName, OutputField.lastName),
        FessProfileField("givenName", AccountFields.firstName, OutputField.firstName),
        FessProfileField("mail", mail, OutputField.email),
        FessProfileField("displayName", AccountFields.displayName, OutputField.displayName),
        FessProfileField("preferredLanguage", AccountFields.locale, OutputField.locale),
    ]

    private init(_ attribute: PersonAttribute) {
        domainName = attribute.rawValue
        input = Field.string(attribute.rawValue, .string(maxLength: Profile.maximumAttributeLength)).nullable
            .changing { $0.attributes[attribute] = $1 }
        value = { $0.profile.attributes[attribute.rawValue] }
    }
}
