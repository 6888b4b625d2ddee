import HTTPTypes
import SocketServer

/// One operation: its place, who may call it, what it takes and answers, and what it does. The document is made of the same values.
///
/// A class, because each request is handed one and the declarations have many parts.
final class Route: Sendable {
    let method: HTTPRequest.Method
    /// The path, with parameters in braces: `/api/v1/admin/users/{id}`.
    let path: String
    let parameterNames: [String]
    let access: Access
    let operation: Operation
    /// How long a success may be kept; what is not said to be public may be somebody's personal data.
    let cachePolicy: CachePolicy
    let respond: @Sendable (RequestContext) async throws -> Response

    private init(
        _ method: HTTPRequest.Method, _ path: String, _ access: Access, _ operation: Operation,
        _ cachePolicy: CachePolicy, _ respond: @escaping @Sendable (RequestContext) async throws -> Response
    ) {
        self.method = method
        self.path = path
        parameterNames = path.split(separator: "/").filter { $0.first == "{" }.map { String($0.dropFirst().dropLast()) }
        self.access = access
        self.operation = operation
        self.cachePolicy = cachePolicy
        self.respond = respond
    }

    /// Declares a route that reads neither query nor body.
    ///
    /// - Parameters:
    ///   - answer: What a success answers with; nil where it has no content.
    ///   - answerTypes: The media types that it may have.
    ///   - status: A success's; 200 when nil, 204 where it has no content.
    ///   - headers: Header fields of a success that clients make use of.
    ///   - errors: What can go wrong beyond that which the route's access and messages imply.
    convenience init(
        _ method: HTTPRequest.Method, _ path: String, _ access: Access, _ summary: String, answer: Schema?,
        answerTypes: [String] = ["application/json"], status: HTTPResponse.Status? = nil,
        headers: [HTTPField.Name] = [], errors: [ProblemCode] = [],
        cachePolicy: CachePolicy = .noStore, _ handler: @escaping @Sendable (RequestContext) async throws -> Response
    ) {
        let operation = Operation(
            summary, access, reads: Reading<Void>.nothing, answer: answer, answerTypes: answerTypes, status: status,
            headers: headers, errors: errors)
        self.init(method, path, access, operation, cachePolicy) { context in
            try context.refuseQuery()
            return try await handler(context)
        }
    }

    /// Declares a route that reads a message.
    convenience init<Message>(
        _ method: HTTPRequest.Method, _ path: String, _ access: Access, _ summary: String,
        reads reading: Reading<Message>,
        answer: Schema?, status: HTTPResponse.Status? = nil, headers: [HTTPField.Name] = [],
        errors: [ProblemCode] = [],
        _ handler: @escaping @Sendable (RequestContext, Message) async throws -> Response
    ) {
        let operation = Operation(
            summary, access, reads: reading, answer: answer, status: status, headers: headers, errors: errors)
        self.init(method, path, access, operation, .noStore) { context in
            try await reading.serve(context) { message in try await handler(context, message) }
        }
    }
}
