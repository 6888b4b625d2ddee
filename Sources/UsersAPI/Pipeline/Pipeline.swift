import Accounts
import HTTPTypes
import Logging
import SocketServer

/// What happens to every request, in this order: id, preflight, route, authentication, handler, header fields, log.
struct Pipeline: Sendable {
    let table: RouteTable
    let services: AccountServices
    let crossOrigin: CrossOriginPolicy
    let logger: Logger

    func respond(to request: Request) async -> Response {
        let start = ContinuousClock.now
        var context = RequestContext(request: request, services: services, id: RequestID.of(request))
        var response: Response
        if let preflight = crossOrigin.preflight(request) {
            response = preflight
        } else {
            do {
                response = try await handle(&context)
            } catch {
                context.cacheControl = Route.noStore
                response = refuse(APIError(error), context)
            }
            crossOrigin.complete(&response, for: request)
        }
        response.complete(requestID: context.id, cacheControl: context.cacheControl)
        log(response, context, took: .now - start)
        return response
    }

    private func handle(_ context: inout RequestContext) async throws -> Response {
        guard let match = table.match(context.request.path) else { throw APIError.routeNotFound }
        guard let route = match.route(for: context.request.method) else {
            return try match.answerWithoutRoute(context.request.method)
        }
        context.cacheControl = route.cacheControl
        context.parameters = try route.parameters(match.parameters)
        if route.access != .anonymous { context.authenticated = try await authenticate(context.request, route.access) }
        return try await route.respond(context)
    }

    private func authenticate(_ request: Request, _ access: Access) async throws(AccountError) -> Caller {
        guard let authorization = request.fields[.authorization] else { throw .tokenMissing }
        guard let token = BearerToken.parse(authorization) else { throw .tokenMissing }
        let caller = try await services.authentication.authenticate(token)
        if access == .admin && !caller.managesUsers { throw .forbidden }
        return caller
    }

    private func refuse(_ error: APIError, _ context: RequestContext) -> Response {
        switch error {
        case .account(.unavailable(let reason)):
            logger.warning("request not taken", metadata: ["request_id": "\(context.id)", "reason": "\(reason)"])
        case .account(.broken(let reason)):
            logger.error("request failed", metadata: ["request_id": "\(context.id)", "reason": "\(reason)"])
        default: break
        }
        return Problem(error).response(requestID: context.id)
    }

    /// What the server answers by itself, to what never became a request or took too long.
    func refuse(_ status: HTTPResponse.Status) -> Response {
        let id = RequestID.make()
        var response = Problem(.refused(status)).response(requestID: id)
        response.complete(requestID: id, cacheControl: Route.noStore)
        logger.info("refused", metadata: ["request_id": "\(id)", "status": "\(status.code)"])
        return response
    }

    private func log(_ response: Response, _ context: RequestContext, took duration: Duration) {
        guard logger.logLevel <= .info else { return }
        let microseconds = duration.components.seconds * 1_000_000 + duration.components.attoseconds / 1_000_000_000_000
        logger.info(
            "request",
            metadata: [
                "request_id": "\(context.id)", "method": "\(context.request.method)", "path": "\(context.request.path)",
                "status": "\(response.status.code)", "duration_us": "\(microseconds)", "ip": "\(context.client.ip)",
                "user_id": context.authenticated.map { "\($0.account.id)" } ?? "-",
            ])
    }
}
