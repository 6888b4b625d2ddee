import Accounts
import HTTPTypes
import SocketServer

/// What operators and tools ask: is it alive, is it ready, what can it do.
enum SystemRoutes {
    /// All routes, with the one that shows the document of these dialects, and of itself.
    static func routes(documenting dialects: [Dialect]) -> [Route] {
        func document(_ bytes: [UInt8]) -> Route {
            Route(
                .get, "/openapi.json", .anonymous, "Shows this document", answer: .anyObject,
                cacheControl: .publicly(seconds: 60)
            ) { _ in
                Response(status: .ok, fields: [.contentType: "application/json"], body: .bytes(bytes))
            }
        }
        let system = Dialect(name: "system", errors: NativeErrors(), routes: routes + [document([])])
        return routes + [document(OpenAPIDocument(dialects: dialects + [system]).bytes)]
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
}
