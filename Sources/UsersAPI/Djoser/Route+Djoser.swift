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
        Route(
            method, path, access, summary, reads: Reading<Void>.nothing, answer: answer, errors: Self.errors + errors
        ) { context, _ in try await handler(context) }
    }

    /// Declares a route that reads a message.
    static func djoser<Body: DjoserMessage>(
        _ method: HTTPRequest.Method, _ path: String, _ access: Access, _ summary: String, body: Body.Type,
        answer: Schema? = nil, status: HTTPResponse.Status? = nil, errors: [ProblemCode] = [],
        _ handler: @escaping @Sendable (RequestContext, Body) async throws -> Response
    ) -> Route {
        Route(
            method, path, access, summary, reads: .djoser(body), answer: answer, status: status,
            errors: Self.errors + errors, handler)
    }
}

extension Reading where Message: DjoserMessage {
    fileprivate static func djoser(_ type: Message.Type) -> Reading {
        Reading(
            body: .object(Message.fields.map(\.property)), examples: Message.examples, encodings: DjoserBody.encodings
        ) { context, answer in
            guard Message.takesFiles(in: context) else { return try await read(context, answer) }
            return try await context.withUploadTurn { try await read(context, answer) }
        }
    }

    private static func read(
        _ context: RequestContext, _ answer: (Message) async throws -> Response
    ) async throws -> Response {
        var form = try await DjoserForm(context, as: Message.fields)
        return try await answer(try await Message(&form))
    }
}
