import Accounts

/// `POST /api/v1/auth/logout`, whose body may be left out.
struct LogoutMessage: RequestMessage {
    private static let all = Field.boolean("all", description: "Ends all sessions rather than this one.")

    static let fields: [any FieldDeclaration] = [all]

    static let examples: [String: JSONValue] = ["All sessions": ["all": true]]

    let everywhere: Bool

    init(_ values: FieldValues) {
        everywhere = values[Self.all] ?? false
    }
}
