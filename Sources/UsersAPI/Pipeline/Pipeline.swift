import Accounts
import CoreMetrics
import HTTPTypes
import Logging
import SocketServer
import Telemetry

/// What happens to every request, in this order: id, preflight, route, authentication, handler, header fields, metrics, log.
struct Pipeline: Sendable {
    let table: RouteTable
    let services: AccountServices
    let crossOrigin: CrossOriginPolicy
    let trustedProxies: TrustedProxies
    let metrics = PipelineMetrics()
    let log: RequestLog

    func respond(to request: Request) async -> Response {
        var context = RequestContext(
            request: request, services: services, id: RequestID.of(request),
            clientAddress: trustedProxies.clientAddress(of: request))
        var response: Response
        if request.method == .get || request.method == .head {
            response = await answer(&context)
        } else {
            let time = RequestTime()
            context.time = time
            response = await RequestTime.$current.withValue(time) { await answer(&context) }
        }
        response.complete(requestID: context.id, context.cachePolicy)
        let nanoseconds = MonotonicTime.now - context.start
        (context.metrics ?? metrics.unmatched(request.method)).record(response.status, nanoseconds: nanoseconds)
        log.answer(response, to: context, nanoseconds: nanoseconds)
        return response
    }

    private func answer(_ context: inout RequestContext) async -> Response {
        if let preflight = crossOrigin.preflight(context.request) { return preflight }
        var response: Response
        do {
            response = try await handle(&context)
        } catch {
            context.cachePolicy = .noStore
            response = await refuse(APIError(error), context)
        }
        crossOrigin.complete(&response, for: context.request)
        return response
    }

    private func handle(_ context: inout RequestContext) async throws -> Response {
        guard let match = table.match(context.request.path) else { throw APIError.routeNotFound }
        let conventions = match.dialect.conventions
        let found = match.route(for: context.request.method)
        context.dialect = match.dialect
        context.metrics = found?.metrics
        try conventions.check(context.request)
        guard let route = found?.route else {
            if conventions.authenticatesFirst && match.looksAtCallers {
                try await Access.authenticated.admit(&context)
            }
            return try match.answerWithoutRoute(context.request.method)
        }
        context.routePath = route.path
        context.cachePolicy = route.cachePolicy
        context.parameters = try route.parameters(match.parameters)
        try await route.access.admit(&context)
        context.admission = MonotonicTime.now
        return try await route.respond(context)
    }

    private func refuse(_ error: APIError, _ context: RequestContext) async -> Response {
        switch error {
        case .account(.forbidden), .account(.missingPermission), .actorMismatch:
            guard let caller = context.authenticated else { break }
            do {
                try await services.audit.recordDenial(to: caller, from: context.client, path: context.routePath)
            } catch {
                log.note(.warning, "a denial was not audited", reason: "\(error)", context)
            }
        case .account(.throttled): metrics.throttled.increment()
        case .account(.unavailable(let reason)): log.note(.warning, "request not taken", reason: reason, context)
        case .account(.broken(let reason)): log.note(.error, "request failed", reason: reason, context)
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
        metrics.refuse(status)
        log.refuse(status, id: id)
        return response
    }
}
