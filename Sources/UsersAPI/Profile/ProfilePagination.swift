/// Where a list's items stand among all.
struct ProfilePagination {
    let total: Int
    let count: Int
    /// Nil for all.
    let limit: Int?
    let offset: Int

    static let schema = Schema.named("Pagination", .object(fields.map(\.property)))

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            for field in Self.fields { field.write(self, &writer) }
        }
    }

    private static let fields: [OutputField<ProfilePagination>] = [
        .always("total", .integer(0...Int.max)) { Int64($0.total) },
        .always("count", .integer(0...Int.max)) { Int64($0.count) },
        .orNull("limit", .integer(1...100)) { $0.limit.map(Int64.init) },
        .always("offset", .integer(0...Int.max)) { Int64($0.offset) },
    ]
}
