import Accounts
import HTTPTypes
import SocketServer
import Telemetry

/// One request on its way through the pipeline.
struct RequestContext: Sendable {
    let request: Request
    let services: AccountServices
    /// The request's id, the client's own where it is proper.
    let id: String
    /// The client's address: the connection's peer, or what a trusted proxy says of it.
    let clientAddress: PeerAddress
    /// When the request came, in nanoseconds of `MonotonicTime`.
    let start = MonotonicTime.now
    /// When it was known who calls; nil before.
    var admission: Int64?
    /// Where its time goes; nil for a request that only reads, from which the bookkeeping would take a thirtieth of its time.
    var time: RequestTime?
    /// The values of the path's parameters, decoded.
    var parameters: [String: String] = [:]
    /// The path as the route declares it, for logs and the audit: the request's own may hold the token of a mailed link.
    var routePath = "-"
    /// The dialect of the path, the native one where there is none.
    var dialect = NativeRoutes.dialect
    /// How long the answer may be kept.
    var cachePolicy = CachePolicy.noStore
    /// The metrics of the request's route, when it is found.
    var metrics: RouteMetrics?
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

    /// Refuses a query where none is declared.
    ///
    /// - Throws: `APIError.invalidQuery` with the first parameter.
    func refuseQuery() throws(APIError) {
        if let query = request.query { _ = try QueryString.values(of: query, as: []) }
    }

    /// Where the request comes from.
    var client: ClientDescription {
        ClientDescription(
            ip: clientAddress.description, userAgent: request.fields[.userAgent] ?? "", requestID: id)
    }
}
