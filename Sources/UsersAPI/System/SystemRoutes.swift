import Accounts
import HTTPTypes
import SocketServer

/// What operators and tools ask: is it alive, is it ready, what can it do.
enum SystemRoutes {
    static var routes: [Route] {
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
                answer: PublicKeysMessage.schema, headers: [.eTag], cacheControl: .publicly(seconds: 300)
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

    /// The route that shows the document of these routes, and of itself.
    static func document(of routes: [Route]) -> Route {
        func route(_ document: [UInt8]) -> Route {
            Route(
                .get, "/openapi.json", .anonymous, "Shows this document", answer: .anyObject,
                cacheControl: .publicly(seconds: 60)
            ) { _ in
                Response(
                    status: .ok, fields: [.contentType: "application/json"],
                    body: .bytes(document))
            }
        }
        return route(OpenAPIDocument(routes: routes + [route([])]).bytes)
    }
}
