import Accounts
import DocumentStore
import SocketServer

extension RequestContext {
    /// The namespace that the request works on: its token's, else the default one.
    var namespace: NamespaceName { authenticated?.namespace ?? .default }

    /// The user that the path names, who is the caller where it has no id.
    ///
    /// - Throws: `AccountError.notFound` for one whom the caller may not know of.
    func djoserTarget() async throws(AccountError) -> Account {
        // "me" comes as an id when it is percent-encoded.
        guard let id = parameters["id"], id != "me" else { return try caller.account }
        return try await services.administration.account(pathID, visibleTo: caller)
    }
}
