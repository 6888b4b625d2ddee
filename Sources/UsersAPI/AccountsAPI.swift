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
        try self.init(Self.dialects(settings), services: services, settings: settings, logger: logger)
    }

    init(_ dialects: [Dialect], services: AccountServices, settings: APISettings, logger: Logger) throws {
        pipeline = Pipeline(
            table: try RouteTable(dialects, overlaps: Self.overlaps), services: services,
            crossOrigin: CrossOriginPolicy(allowedOrigins: settings.allowedOrigins),
            trustedProxies: settings.trustedProxies,
            log: RequestLog(logger: logger, slowness: settings.slowness))
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

    /// All dialects, the one of the document and of whatever else is no client's behind them.
    ///
    /// - Parameters:
    ///   - settings: What the routes depend on; the document is the same with others.
    ///   - others: Dialects beside those of the program.
    static func dialects(_ settings: APISettings = APISettings(), beside others: [Dialect] = []) -> [Dialect] {
        let dialects =
            [
                NativeRoutes.dialect,
                NamespacedRoutes.dialect,
                DjoserRoutes.dialect(settings.djoser),
                FessRoutes.dialect(settings.fessCompatibility, version: settings.version),
                ProfileRoutes.dialect,
                UploadRoutes.dialect,
            ] + others
        return dialects + [SystemRoutes.dialect(documenting: dialects, settings)]
    }

    /// Paths of two dialects that match the same, the one that is fixed first.
    static let overlaps = [("/users/me", "/users/{id}"), ("/auth/users/me", "/auth/users/{id}")]
}
