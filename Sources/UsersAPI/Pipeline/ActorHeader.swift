import Accounts
import DocumentStore
import SocketServer

/// The user on whose behalf a request comes, as the profile service's clients say it beside the token.
enum ActorHeader {
    /// Asks whether `x-customer-id`, and `x-user-id`, name the caller's own account, one of them at least. A service needs none.
    ///
    /// - Throws: `APIError.actorMissing`, `.actorMalformed`, `.actorMismatch`.
    static func check(_ request: Request, for caller: Caller) throws(APIError) {
        guard let accountID = caller.accountID else { return }
        let names = [request.fields[.xCustomerID], request.fields[.xUserID]].compactMap { $0 }
        if names.isEmpty { throw .actorMissing }
        for name in names {
            guard let id = ObjectID(hex: name) else { throw .actorMalformed }
            if id != accountID { throw .actorMismatch }
        }
    }
}
