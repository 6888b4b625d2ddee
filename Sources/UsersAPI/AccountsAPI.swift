import Accounts
import HTTPTypes
import Logging
import SocketServer

/// The HTTP face of the accounts: all dialects' routes behind one pipeline.
public struct AccountsAPI: Sendable {
    private let pipeline: Pipeline

    /// Builds the route table.
    ///
    /// - Throws: `RouteTableError` when the routes contradict each other: a mistake in the program.
    public init(services: AccountServices, settings: APISettings = APISettings(), logger: Logger) throws {
        pipeline = Pipeline(
            table: try RouteTable(Self.dialects(settings), overlaps: Self.overlaps), services: services,
            crossOrigin: CrossOriginPolicy(allowedOrigins: settings.allowedOrigins),
            trustedProxies: settings.trustedProxies, logger: logger)
    }

    /// Answers one request.
    public func respond(to request: Request) async -> Response {
        await pipeline.respond(to: request)
    }

    /// What the socket server answers by itself, to what is no proper HTTP.
    public func refuse(_ status: HTTPResponse.Status) -> Response {
        pipeline.refuse(status)
    }

    /// The OpenAPI document, as `GET /openapi.json` answers it.
    public static var openAPIDocument: [UInt8] {
        OpenAPIDocument(dialects: dialects()).bytes
    }

    /// - Parameter settings: What the routes depend on; the document is the same with others.
    static func dialects(_ settings: APISettings = APISettings()) -> [Dialect] {
        let dialects = [
            Dialect.native,
            Dialect(
                name: "namespaced",
                description: "Login names in namespaces, in the words of a FastAPI service. Errors are `{\"detail\"}`.",
                errors: NamespacedRoutes.errors, routes: NamespacedRoutes.routes),
            DjoserRoutes.dialect(settings.djoser),
            FessRoutes.dialect(settings.fessCompatibility, version: settings.version),
            Dialect(
                name: "profile",
                description:
                    "Profiles of users who log in elsewhere, and what they are entitled to. Errors are `{\"detail\"}`.",
                errors: ProfileRoutes.errors, routes: ProfileRoutes.routes),
            Dialect(
                name: "uploads", description: "What users uploaded, as it is shown to everybody.",
                errors: NativeErrors(), routes: UploadRoutes.routes),
        ]
        return dialects + [
            Dialect(
                name: "system", description: SystemRoutes.description, errors: NativeErrors(),
                routes: SystemRoutes.routes(documenting: dialects, settings.swaggerUI))
        ]
    }

    /// Paths of two dialects that match the same, the one that is fixed first.
    static let overlaps = [("/users/me", "/users/{id}"), ("/auth/users/me", "/auth/users/{id}")]
}
