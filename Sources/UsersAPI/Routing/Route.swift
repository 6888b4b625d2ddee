import Accounts
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

    /// Declares a route that reads its request by itself.
    init(
        _ method: HTTPRequest.Method, _ path: String, _ access: Access, _ operation: Operation,
        _ respond: @escaping @Sendable (RequestContext) async throws -> Response
    ) {
        self.method = method
        self.path = path
        parameterNames = Self.parameterNames(of: path)
        self.access = access
        self.operation = operation
        cachePolicy = .noStore
        self.respond = respond
    }

    /// Declares a route that reads neither query nor body.
    ///
    /// - Parameters:
    ///   - answer: What a success answers with; nil where it has no content.
    ///   - answerTypes: The media types that it may have.
    ///   - headers: Header fields of a success that clients make use of.
    ///   - errors: What can go wrong beyond that which the route's access and messages imply.
    init(
        _ method: HTTPRequest.Method, _ path: String, _ access: Access, _ summary: String, answer: Schema?,
        answerTypes: [String] = ["application/json"], status: HTTPResponse.Status = .ok,
        headers: [HTTPField.Name] = [], errors: [ProblemCode] = [],
        cachePolicy: CachePolicy = .noStore, _ handler: @escaping @Sendable (RequestContext) async throws -> Response
    ) {
        self.method = method
        self.path = path
        parameterNames = Self.parameterNames(of: path)
        self.access = access
        self.cachePolicy = cachePolicy
        operation = Operation(
            summary: summary, answer: answer, answerTypes: answerTypes, status: status, headers: headers,
            errors: errors, access: access)
        respond = { context in
            try context.refuseQuery()
            return try await handler(context)
        }
    }

    /// Declares a route that reads a message from the query.
    init<Query: RequestMessage>(
        _ method: HTTPRequest.Method, _ path: String, _ access: Access, _ summary: String, query: Query.Type,
        answer: Schema?, headers: [HTTPField.Name] = [], errors: [ProblemCode] = [],
        _ handler: @escaping @Sendable (RequestContext, Query) async throws -> Response
    ) {
        self.method = method
        self.path = path
        parameterNames = Self.parameterNames(of: path)
        self.access = access
        cachePolicy = .noStore
        operation = Operation(
            summary: summary, query: Query.fields, answer: answer, headers: headers, errors: errors, access: access)
        respond = { context in
            let values = try QueryString.values(of: context.request.query, as: Query.fields)
            let query: Query
            do throws(AccountError) {
                query = try Query(values)
            } catch {
                throw APIError(query: error)
            }
            return try await handler(context, query)
        }
    }

    /// Declares a route that reads a message from the body.
    ///
    /// - Parameter encodings: How clients may write it, and whether they may leave it out.
    init<Body: RequestMessage>(
        _ method: HTTPRequest.Method, _ path: String, _ access: Access, _ summary: String, body: Body.Type,
        encodings: BodyEncodings = .json, answer: Schema?, status: HTTPResponse.Status = .ok,
        headers: [HTTPField.Name] = [], errors: [ProblemCode] = [],
        _ handler: @escaping @Sendable (RequestContext, Body) async throws -> Response
    ) {
        self.method = method
        self.path = path
        parameterNames = Self.parameterNames(of: path)
        self.access = access
        cachePolicy = .noStore
        operation = Operation(
            summary: summary, body: Body.schema, examples: Body.examples, encodings: encodings, answer: answer,
            status: status, headers: headers,
            errors: errors, access: access)
        respond = { context in
            try context.refuseQuery()
            let members = try await MessageBody.read(context.request, as: encodings, for: Body.fields)
            return try await handler(context, try Body(FieldValues(members, as: Body.fields)))
        }
    }

    /// Declares a route that takes a picture as a field of a form.
    ///
    /// - Parameter file: The field's name.
    init(
        _ method: HTTPRequest.Method, _ path: String, _ access: Access, _ summary: String, file: String,
        answer: Schema?, headers: [HTTPField.Name] = [], errors: [ProblemCode] = [],
        _ handler: @escaping @Sendable (RequestContext, [UInt8]) async throws -> Response
    ) {
        self.method = method
        self.path = path
        parameterNames = Self.parameterNames(of: path)
        self.access = access
        cachePolicy = .noStore
        let field = Field.string(file, .string(format: "binary"), description: "A JPEG, PNG or WebP image.").required
        operation = Operation(
            summary: summary, body: .object([field.property]), encodings: .multipart, answer: answer, headers: headers,
            errors: errors + [.unsupportedImage], access: access)
        respond = { context in
            try context.refuseQuery()
            return try await context.withUpload(file) { try await handler(context, $0) }
        }
    }

    private static func parameterNames(of path: String) -> [String] {
        path.split(separator: "/").filter { $0.first == "{" }.map { String($0.dropFirst().dropLast()) }
    }
}
