import Accounts
import DocumentStore
import HTTPTypes
import SocketServer

/// The list of users, by name.
extension FessRoutes {
    var listing: [Route] { [list(.get), list(.put)] }

    private func list(_ method: HTTPRequest.Method) -> Route {
        let answer = FessEnvelope.schema(
            "FessUsers",
            [
                .init(name: "settings", schema: .array(user.schema), isRequired: true),
                .init(name: "total", schema: .integer(0...Int.max), isRequired: true),
            ])
        return Route(
            method, "/api/admin/user/settings", .admin, "Lists users by name, a page at a time",
            reads: FessListQuery.reading(compatibility), answer: answer
        ) { context, query in
            let (accounts, total) = try await page(query, context)
            return envelope.response { writer in
                writer.key("settings")
                writer.array { writer in
                    for account in accounts { user.write(account, to: &writer) }
                }
                writer.key("total")
                writer.integer(total)
            }
        }
    }

    private func page(
        _ query: FessListQuery, _ context: RequestContext
    ) async throws(AccountError) -> (accounts: [Account], total: Int) {
        let administration = context.services.administration
        let caller = try context.caller
        guard let text = query.id else {
            let page = try await administration.page(limit: query.size, offset: query.offset, by: caller)
            return (page.accounts, page.total)
        }
        guard let id = ObjectID(hex: text) else { return ([], 0) }
        do {
            let account = try await administration.account(id, by: caller)
            return (query.offset == 0 ? [account] : [], 1)
        } catch {
            guard case .notFound = error else { throw error }
            return ([], 0)
        }
    }
}
