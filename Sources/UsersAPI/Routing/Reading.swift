import Accounts
import SocketServer

/// How a route makes a message of a request, and what the document says of that.
struct Reading<Message: Sendable>: Sendable {
    var query: [any FieldDeclaration] = []
    var body: Schema?
    /// Bodies of real use, by what they are for.
    var examples: [String: JSONValue] = [:]
    /// How clients may write the body, and whether they may leave it out.
    var encodings: BodyEncodings = .json
    /// What can go wrong beyond that which a body and its encodings imply.
    var errors: [ProblemCode] = []
    /// Makes the message and has it answered; around the answer, since some messages hold a turn for as long as they are worked on.
    let serve: @Sendable (RequestContext, (Message) async throws -> Response) async throws -> Response
}

extension Reading<Void> {
    /// Nothing: query and body are passed over.
    static var nothing: Reading { Reading { _, answer in try await answer(()) } }
}

extension Reading where Message: RequestMessage {
    /// A message from the query.
    static func query(_ type: Message.Type) -> Reading {
        Reading(query: Message.fields) { context, answer in
            let values = try QueryString.values(of: context.request.query, as: Message.fields)
            let message: Message
            do throws(AccountError) {
                message = try Message(values)
            } catch {
                throw APIError(query: error)
            }
            return try await answer(message)
        }
    }

    /// A message from the body.
    ///
    /// - Parameter encodings: How clients may write it, and whether they may leave it out.
    static func body(_ type: Message.Type, as encodings: BodyEncodings = .json) -> Reading {
        Reading(body: Message.schema, examples: Message.examples, encodings: encodings) { context, answer in
            try await answer(try Message(try await context.values(of: Message.fields, as: encodings)))
        }
    }
}

extension Reading<FieldValues> {
    /// The values of fields from the body.
    static func body(_ fields: [any FieldDeclaration], examples: [String: JSONValue] = [:]) -> Reading {
        Reading(body: .object(fields.map(\.property)), examples: examples) { context, answer in
            try await answer(try await context.values(of: fields, as: .json))
        }
    }
}

extension Reading<[UInt8]> {
    /// A picture, as a field of a form.
    static func picture(_ name: String) -> Reading {
        let field = Field.string(name, .string(format: "binary"), description: "A JPEG, PNG or WebP image.").required
        return Reading(body: .object([field.property]), encodings: .multipart, errors: [.unsupportedImage]) {
            context, answer in
            try context.refuseQuery()
            return try await context.withUpload(name, answer)
        }
    }
}

extension RequestContext {
    /// The values of fields from the body of a request without a query.
    fileprivate func values(
        of fields: [any FieldDeclaration], as encodings: BodyEncodings
    ) async throws -> FieldValues {
        try refuseQuery()
        return try FieldValues(try await MessageBody.read(request, as: encodings, for: fields), as: fields)
    }
}
