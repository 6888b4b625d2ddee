import Accounts
import HTTPTypes
import SocketServer

@testable import UsersAPI

/// A sixth dialect, `/sixth/*`.
enum SixthRoutes {
    static let dialect = Dialect(
        name: "sixth", description: "Two routes. Errors are `{\"oops\"}`.", errors: SixthErrors(),
        routes: [whoAmI, names])

    private static let whoAmI = Route(
        .get, "/sixth/whoami", .authenticated, "Tells who calls", answer: SixthUser.schema
    ) { context in .json(SixthUser(try context.caller.account)) }

    private static let names = Route(
        .post, "/sixth/names", .authenticated, "Names the caller", reads: .body(SixthNames.self),
        answer: SixthUser.schema
    ) { context, message in
        let service = context.services.ownAccount
        return .json(SixthUser(try await service.update(context.caller, message.changes, from: context.client)))
    }
}
