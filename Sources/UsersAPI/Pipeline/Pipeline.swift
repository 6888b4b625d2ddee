import Accounts
import HTTPTypes
import Logging
import SocketServer

/// What happens to every request, in this order: id, preflight, route, authentication, handler, header fields, log.
struct Pipeline: Sendable {
    let table: RouteTable
    let services: AccountServices
    let crossOrigin: CrossOriginPolicy
    let trustedProxies: TrustedProxies
    let logger: Logger

    func respond(to request: Request) async -> Response {
        let start = ContinuousClock.now
        var context = RequestContext(
            request: request, services: services, id: RequestID.of(request),
            clientAddress: trustedProxies.clientAddress(of: request))
        var response: Response
        if let preflight = crossOrigin.preflight(request) {
            response = preflight
        } else {
            do {
                response = try await handle(&context)
            } catch {
                context.cachePolicy = .noStore
                response = await refuse(APIError(error), context)
            }
            crossOrigin.complete(&response, for: request)
        }
        response.complete(requestID: context.id, context.cachePolicy)
        log(response, context, took: .now - start)
        return response
    }

    private func handle(_ context: inout RequestContext) async throws -> Response {
        guard let match = table.match(context.request.path) else { throw APIError.routeNotFound }
        let conventions = match.dialect.conventions
        context.dialect = match.dialect
        try conventions.check(context.request)
        guard let route = match.route(for: context.request.method) else {
            if conventions.authenticatesFirst && match.looksAtCallers {
                try await Access.authenticated.admit(&context)
            }
            return try match.answerWithoutRoute(context.request.method)
        }
        context.routePath = route.path
        context.cachePolicy = route.cachePolicy
        context.parameters = try route.parameters(match.parameters)
        try await route.access.admit(&context)
        return try await route.respond(context)
    }

    private func refuse(_ error: APIError, _ context: RequestContext) async -> Response {
        switch error {
        case .account(.forbidden), .account(.missingPermission), .actorMismatch:
            guard let caller = context.authenticated else { break }
            do {
                try await services.audit.recordDenial(to: caller, from: context.client, path: context.routePath)
            } catch {
                logger.warning(
                    "a denial was not audited", metadata: ["request_id": "\(context.id)", "reason": "\(error)"])
            }
        case .account(.unavailable(let reason)):
            logger.warning("request not taken", metadata: ["request_id": "\(context.id)", "reason": "\(reason)"])
        case .account(.broken(let reason)):
            logger.error("request failed", metadata: ["request_id": "\(context.id)", "reason": "\(reason)"])
        default: break
        }
        var problem = Problem(error)
        problem.request = context.request
        return context.dialect.errors.response(to: problem, requestID: context.id)
    }

    /// What the server answers by itself, to what never became a request or took too long.
    func refuse(_ status: HTTPResponse.Status) -> Response {
        let id = RequestID.make()
        var response = NativeErrors().response(to: Problem(.refused(status)), requestID: id)
        response.complete(requestID: id, .noStore)
        logger.info("refused", metadata: ["request_id": "\(id)", "status": "\(status.code)"])
        return response
    }

    private func log(_ response: Response, _ context: RequestContext, took duration: Duration) {
        guard logger.logLevel <= .info else { return }
        let microseconds = duration.components.seconds * 1_000_000 + duration.components.attoseconds / 1_000_000_000_000
        logger.info(
            "request",
            metadata: [
                "request_id": "\(context.id)", "method": "\(context.request.method)", "path": "\(context.routePath)",
                "status": "\(response.status.code)", "duration_us": "\(microseconds)", "ip": "\(context.clientAddress)",
                "user_id": "\(context.authenticated?.subject ?? "-")",
            ])
    }
}
