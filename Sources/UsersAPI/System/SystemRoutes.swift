import Accounts
import HTTPTypes
import SocketServer

/// What operators and tools ask: is it alive, is it ready, what can it do.
enum SystemRoutes {
    /// All routes, with the one that shows the document of these dialects, and of itself, and the page that shows the document.
    static func dialect(documenting dialects: [Dialect], _ settings: APISettings) -> Dialect {
        let others = routes + [MetricsRoute.route(settings)] + DocumentPageRoutes.routes(settings.swaggerUI)
        let described = dialect(others + [route(showing: [])])
        return dialect(others + [route(showing: OpenAPIDocument(dialects: dialects + [described]).bytes)])
    }

    private static func dialect(_ routes: [Route]) -> Dialect {
        Dialect(
            name: "system", description: "What operators and tools ask: is it alive, is it ready, what can it do.",
            errors: NativeErrors(), routes: routes)
    }

    private static func route(showing document: [UInt8]) -> Route {
        let content = StaticContent("application/json", document)
        return Route(
            .get, "/openapi.json", .anonymous, "Shows this document", answer: .anyObject, headers: [.eTag],
            cachePolicy: .publicly(seconds: 60)
        ) { context in content.response(to: context.request) }
    }

    private static var routes: [Route] {
        [
            Route(.get, "/health", .anonymous, "Tells that the process serves", answer: StatusMessage.schema) { _ in
                .json(StatusMessage(status: "ok"))
            },
            Route(.get, "/ready", .anonymous, "Tells whether the store answers", answer: StatusMessage.schema) {
                context in
                try await context.services.health.check()
                return .json(StatusMessage(status: "ok"))
            },
            Route(
                .get, "/.well-known/jwks.json", .anonymous, "Lists the public keys that verify tokens",
                answer: PublicKeysMessage.schema, headers: [.eTag], cachePolicy: .publicly(seconds: 300)
            ) { context in
                let message = PublicKeysMessage(keys: context.services.publicKeys)
                let tag: HTTPFields = [.eTag: message.entityTag]
                guard !EntityTag.isFresh(context.request, message.entityTag) else {
                    return Response(status: .notModified, fields: tag, body: .none)
                }
                return .json(message, fields: tag)
            },
        ]
    }
}
