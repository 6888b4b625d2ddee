import Accounts

/// `POST /users/register` and `POST /users`.
struct NewProfileMessage: RequestMessage {
    private static let email = ProfileFields.email.required
    private static let displayName = ProfileFields.name("display_name", example: "Jane")

    static let fields: [any FieldDeclaration] = [
        email, displayName, ProfileFields.fullName, ProfileFields.locale, ProfileFields.marketingOptIn,
    ]

    static let examples: [String: JSONValue] = ["A person": ["email": "jane@example.com", "display_name": "Jane"]]

    let account: NewAccount

    init(_ values: FieldValues) throws(AccountError) {
        account = NewAccount(email: try values.required(Self.email), profile: AccountChanges(profile: values))
    }
}
