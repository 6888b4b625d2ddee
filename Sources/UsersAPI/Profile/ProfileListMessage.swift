import Accounts

/// The query of `GET /users`.
struct ProfileListMessage: RequestMessage {
    /// How many users a page may have.
    static let limits = 1...100
    private static let limit = Field.integer("limit", in: limits, description: "The page's size; all when absent.")
    private static let offset = Field.integer(
        "offset", in: 0...AccountQuery.maximumOffset, description: "How many users to leave out first.")

    static let fields: [any FieldDeclaration] = [limit, offset]

    let limit: Int?
    let offset: Int

    init(_ values: FieldValues) {
        limit = values[Self.limit]
        offset = values[Self.offset] ?? 0
    }
}
