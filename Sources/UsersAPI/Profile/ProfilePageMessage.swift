import Accounts

/// A page of the list.
struct ProfilePageMessage: ResponseMessage {
    private let items: [ProfileMessage]
    private let pagination: ProfilePagination

    init(_ page: AccountPage, limit: Int, offset: Int) {
        items = page.accounts.map { ProfileMessage($0) }
        pagination = ProfilePagination(total: page.total, count: items.count, limit: limit, offset: offset)
    }

    static let schema = Schema.named(
        "ProfilePage",
        .object([
            .init(name: "items", schema: [ProfileMessage].schema, isRequired: true),
            .init(name: "pagination", schema: ProfilePagination.schema, isRequired: true),
        ]))

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("items")
            items.write(to: &writer)
            writer.key("pagination")
            pagination.write(to: &writer)
        }
    }
}
