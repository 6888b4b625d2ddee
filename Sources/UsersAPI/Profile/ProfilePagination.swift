/// Where a list's items stand among all.
struct ProfilePagination: ObjectMessage {
    let total: Int
    let count: Int
    /// Nil for all.
    let limit: Int?
    let offset: Int

    static let schemaName = "Pagination"

    static let fields: [OutputField<ProfilePagination>] = [
        .always("total", .integer(0...Int.max)) { Int64($0.total) },
        .always("count", .integer(0...Int.max)) { Int64($0.count) },
        .orNull("limit", .integer(ProfileListMessage.limits)) { $0.limit.map(Int64.init) },
        .always("offset", .integer(0...Int.max)) { Int64($0.offset) },
    ]
}
