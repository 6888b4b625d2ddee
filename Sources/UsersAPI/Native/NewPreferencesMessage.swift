import Accounts

/// `PUT /api/v1/users/me/preferences`.
struct NewPreferencesMessage: RequestMessage {
    private static let preferences = Field.object(
        "preferences", example: .object(["theme": .string("dark"), "currency": .string("EUR")]),
        description: "Any JSON object; it comes back as it was given."
    ).required

    static let fields: [any FieldDeclaration] = [preferences]

    /// The preferences as JSON.
    let text: String

    init(_ values: FieldValues) throws(AccountError) {
        text = try values.required(Self.preferences).text
    }
}
