import Accounts

/// `POST /users/register` and `POST /users`.
struct NewProfileMessage: RequestMessage {
    private static let email = ProfileFields.email.required
    private static let displayName = ProfileFields.name("display_name", example: "Jane")

    static let fields: [any FieldDeclaration] = [
        email, displayName, ProfileFields.fullName, ProfileFields.locale, ProfileFields.marketingOptIn,
    ]

    let account: NewAccount

    init(_ values: FieldValues) throws(AccountError) {
        account = NewAccount(email: try values.required(Self.email), profile: AccountChanges(profile: values))
    }
}
