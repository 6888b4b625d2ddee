import Accounts

/// The query of `GET /users`.
struct ProfileListMessage: RequestMessage {
    private static let limit = Field.integer("limit", in: 1...100, description: "The page's size; all when absent.")
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
