import HTTPTypes

/// The page at `/docs`, and the script that starts Swagger UI on it.
enum DocumentPage {
    /// The page; without Swagger UI it says how to get it.
    static func content(hasSwaggerUI: Bool) -> StaticContent {
        StaticContent(
            "text/html; charset=utf-8", Array((hasSwaggerUI ? page : pageWithoutSwaggerUI).utf8),
            fields: [.contentSecurityPolicy: policy])
    }

    static let initializer = StaticContent("text/javascript; charset=utf-8", Array(script.utf8))

    /// Nothing from other hosts and no script but the service's own; Swagger UI's stylesheet has images as `data:`.
    private static let policy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
        base-uri 'none'; form-action 'none'; frame-ancestors 'none'
        """

    private static let page = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Users API</title>
        <link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
        <link rel="stylesheet" href="/docs/swagger-ui.css">
        </head>
        <body>
        <div id="swagger-ui"></div>
        <noscript>This page needs JavaScript; the document is at <a href="/openapi.json">/openapi.json</a>.</noscript>
        <script src="/docs/swagger-ui-bundle.js"></script>
        <script src="/docs/initializer.js"></script>
        </body>
        </html>

        """

    private static let pageWithoutSwaggerUI = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Users API</title>
        </head>
        <body>
        <h1>Users API</h1>
        <p>The OpenAPI document is at <a href="/openapi.json">/openapi.json</a>.</p>
        <p>To see it here, the service needs Swagger UI: run <code>scripts/swagger-ui</code> in the sources, and start
        the service with <code>DOCS_ASSETS</code> set to the folder that it prints.</p>
        </body>
        </html>

        """

    /// `validatorUrl` would send the document's address to another host.
    private static let script = """
        SwaggerUIBundle({
            url: "/openapi.json",
            dom_id: "#swagger-ui",
            deepLinking: true,
            displayRequestDuration: true,
            validatorUrl: null,
        });

        """
}
