import HTTPTypes
import SocketServer

/// Djoser's routes take a body in any of three encodings and pass over the query.
extension Route {
    private static let errors: [ProblemCode] = [.notAcceptable, .malformedAuthorization]

    /// Declares a route that reads no body.
    static func djoser(
        _ method: HTTPRequest.Method, _ path: String, _ access: Access, _ summary: String, answer: Schema?,
        errors: [ProblemCode] = [], _ handler: @escaping @Sendable (RequestContext) async throws -> Response
    ) -> Route {
        let operation = Operation(
            summary: summary, answer: answer, headers: [], errors: Self.errors + errors, access: access)
        return Route(method, path, access, operation, handler)
    }

    /// Declares a route that reads a message.
    static func djoser<Body: DjoserMessage>(
        _ method: HTTPRequest.Method, _ path: String, _ access: Access, _ summary: String, body: Body.Type,
        answer: Schema? = nil, status: HTTPResponse.Status = .ok, errors: [ProblemCode] = [],
        _ handler: @escaping @Sendable (RequestContext, Body) async throws -> Response
    ) -> Route {
        let operation = Operation(
            summary: summary, body: .object(Body.fields.map(\.property)), examples: Body.examples,
            encodings: DjoserBody.encodings, answer: answer,
            status: answer == nil ? .noContent : status, headers: [], errors: Self.errors + errors, access: access)
        return Route(method, path, access, operation) { context in
            guard Body.takesFiles(in: context) else { return try await read(context, handler) }
            return try await context.withUploadTurn { try await read(context, handler) }
        }
    }

    private static func read<Body: DjoserMessage>(
        _ context: RequestContext, _ handler: (RequestContext, Body) async throws -> Response
    ) async throws -> Response {
        var form = try await DjoserForm(context, as: Body.fields)
        return try await handler(context, try await Body(&form))
    }
}
