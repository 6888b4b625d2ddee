import Accounts

/// A page of the list.
struct ProfilePageMessage: ObjectMessage {
    private let items: [ProfileMessage]
    private let pagination: ProfilePagination

    init(_ page: AccountPage, limit: Int, offset: Int) {
        items = page.accounts.map { ProfileMessage($0) }
        pagination = ProfilePagination(total: page.total, count: items.count, limit: limit, offset: offset)
    }

    static let schemaName = "ProfilePage"

    static let fields: [OutputField<ProfilePageMessage>] = [
        .always("items", [ProfileMessage].schema) { $0.items },
        .always("pagination", ProfilePagination.schema) { $0.pagination },
    ]
}
