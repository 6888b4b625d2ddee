import Accounts

/// `POST /users/register` and `POST /users`.
struct NewProfileMessage: RequestMessage {
    private static let profile = ProfileFields.profile(displayName: "Jane")

    static let fields: [any FieldDeclaration] = [AccountFields.email.required] + profile

    static let examples: [String: JSONValue] = ["A person": ["email": "jane@example.com", "display_name": "Jane"]]

    let account: NewAccount

    init(_ values: FieldValues) throws(AccountError) {
        account = NewAccount(
            email: try values.required(AccountFields.email), profile: AccountChanges(values, of: Self.profile))
    }
}
