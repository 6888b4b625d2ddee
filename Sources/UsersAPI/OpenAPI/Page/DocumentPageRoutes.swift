import HTTPTypes

/// `/docs` and its files: a closed list, each of them a route of its own.
enum DocumentPageRoutes {
    /// - Parameter swaggerUI: Nil where the service has none; its files are then not found.
    static func routes(_ swaggerUI: SwaggerUI?) -> [Route] {
        let own = [
            route("/docs", "Shows this document as a page", DocumentPage.content(hasSwaggerUI: swaggerUI != nil)),
            route("/docs/initializer.js", "Starts Swagger UI on the page", DocumentPage.initializer),
        ]
        return own
            + SwaggerUIFile.allCases.map { file in
                Route(
                    .get, "/docs/\(file.rawValue)", .anonymous, "Shows a file of Swagger UI", answer: file.schema,
                    answerTypes: [file.mediaType], headers: [.eTag], errors: [.notFound], cachePolicy: cachePolicy
                ) { context in
                    guard let content = swaggerUI?.files[file] else { throw APIError.routeNotFound }
                    return content.response(to: context.request)
                }
            }
    }

    /// Short, since the next version of the service has the same addresses.
    private static let cachePolicy = CachePolicy.publicly(seconds: 300)

    private static func route(_ path: String, _ summary: String, _ content: StaticContent) -> Route {
        Route(
            .get, path, .anonymous, summary, answer: .string(), answerTypes: [content.mediaType], headers: [.eTag],
            cachePolicy: cachePolicy
        ) { context in content.response(to: context.request) }
    }
}
