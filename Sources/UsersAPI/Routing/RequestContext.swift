import Accounts
import HTTPTypes
import SocketServer

/// One request on its way through the pipeline.
struct RequestContext: Sendable {
    let request: Request
    let services: AccountServices
    /// The request's id, the client's own where it is proper.
    let id: String
    /// The values of the path's parameters, decoded.
    var parameters: [String: String] = [:]
    /// What the answer's `Cache-Control` will be.
    var cacheControl = Route.noStore
    /// Who calls; set by the pipeline for every route that is not anonymous.
    var authenticated: Caller?

    /// Who calls.
    ///
    /// - Throws: `AccountError.tokenMissing` on an anonymous route.
    var caller: Caller {
        get throws(AccountError) {
            guard let authenticated else { throw .tokenMissing }
            return authenticated
        }
    }

    /// Where the request comes from.
    var client: ClientDescription {
        ClientDescription(
            ip: request.remoteAddress.description, userAgent: request.fields[.userAgent] ?? "", requestID: id)
    }
}
