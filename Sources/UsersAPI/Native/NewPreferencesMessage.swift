import Accounts

/// `PUT /api/v1/users/me/preferences`.
struct NewPreferencesMessage: RequestMessage {
    private static let preferences = Field.object(
        "preferences", example: .object(["theme": .string("dark"), "currency": .string("EUR")]),
        description: "Any JSON object; it comes back as it was given."
    ).required

    static let fields: [any FieldDeclaration] = [preferences]

    static let examples: [String: JSONValue] = ["A front end's": ["preferences": ["theme": "dark", "currency": "EUR"]]]

    /// The preferences as JSON.
    let text: String

    init(_ values: FieldValues) throws(AccountError) {
        text = try values.required(Self.preferences).text
    }
}
