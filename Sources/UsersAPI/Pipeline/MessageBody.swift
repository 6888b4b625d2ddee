import Accounts
import HTTPTypes
import SocketServer
import Telemetry

/// Reads a request's body as the members of an object.
enum MessageBody {
    /// The largest body of JSON, or of a form, in bytes.
    static let limit = 1 << 20

    /// The object's members, those of fields that keep their source as they were written.
    ///
    /// - Throws: `APIError` for another content type, no body, one that is too large or slow, malformed JSON; `AccountError.invalid`
    ///   for what is no object, or holds U+0000.
    static func read(
        _ request: Request, as encodings: BodyEncodings, for fields: [any FieldDeclaration]
    ) async throws -> [String: JSONValue] {
        guard !request.body.isEmpty else { return try none(encodings) }
        let isForm = try isForm(request.fields[.contentType], allowed: encodings)
        let bytes = try await bytes(of: request)
        guard !bytes.isEmpty else { return try none(encodings) }
        return try isForm ? formMembers(bytes) : jsonMembers(bytes, fields)
    }

    /// The whole body of a request, of at most `limit`.
    static func bytes(of request: Request) async throws(APIError) -> [UInt8] {
        let start = MonotonicTime.now
        defer { RequestTime.add(.body, since: start) }
        do {
            return try await request.body.collect(upTo: limit)
        } catch {
            throw APIError(error)
        }
    }

    private static func none(_ encodings: BodyEncodings) throws -> [String: JSONValue] {
        guard encodings.contains(.absent) else { throw APIError.bodyRequired }
        return [:]
    }

    private static func jsonMembers(
        _ bytes: [UInt8], _ fields: [any FieldDeclaration]
    ) throws -> [String: JSONValue] {
        let value = try jsonValue(bytes, keeping: fields.filter(\.keepsSource).map(\.property.name))
        guard case .object(let members) = value else {
            let problem = FieldProblem(path: [], .wrongType, "The body must be a JSON object.", expected: .object)
            throw AccountError.invalid([problem])
        }
        if let path = value.pathOfNullCharacter() { throw JSONParsingError.nullCharacter(in: path) }
        return members
    }

    /// Parses a body, some of whose members may be kept as they were written.
    ///
    /// - Throws: `APIError.malformedBody`; `AccountError.invalid` for U+0000 in a key.
    static func jsonValue(_ bytes: [UInt8], keeping names: [String] = []) throws -> JSONValue {
        do {
            return try JSONValue(parsing: bytes, keeping: names)
        } catch {
            throw error.apiError
        }
    }

    /// A form's fields as strings; of a name that stands there twice the last counts, as of a key in JSON.
    private static func formMembers(_ bytes: [UInt8]) throws -> [String: JSONValue] {
        guard let pairs = QueryString.pairs(String(decoding: bytes, as: UTF8.self)) else {
            let message = "The form is not proper percent-encoded UTF-8, or has the character U+0000."
            throw AccountError.invalid([FieldProblem(path: [], .invalid, message)])
        }
        return Dictionary(pairs.map { ($0, JSONValue.string($1)) }) { $1 }
    }

    /// Whether the content type is a form's rather than JSON's; none is read as JSON.
    private static func isForm(_ contentType: String?, allowed: BodyEncodings) throws -> Bool {
        guard let contentType else { return false }
        switch contentType.prefix(while: { $0 != ";" }).trimmingSpaces.lowercased() {
        case "application/json": return false
        case "application/x-www-form-urlencoded" where allowed.contains(.form): return true
        default: throw APIError.unsupportedMediaType
        }
    }
}

extension JSONParsingError {
    fileprivate var apiError: any Error {
        switch self {
        case .malformed(let line, let column):
            APIError.malformedBody("The body is not proper JSON: see line \(line), column \(column).")
        case .tooDeep:
            APIError.malformedBody("The body's JSON is nested deeper than \(JSONValue.maximumDepth) levels.")
        case .memberTooDeep(let name):
            AccountError.invalid([
                FieldProblem(name, .tooDeep, "This is nested deeper than \(JSONValue.maximumDepth) levels.")
            ])
        case .nullCharacterInKey: Self.nullCharacter(in: [])
        }
    }

    fileprivate static func nullCharacter(in path: [String]) -> AccountError {
        .invalid([FieldProblem(path: path, .containsNull, "The character U+0000 is not allowed.")])
    }
}

extension Substring {
    /// Without spaces and tabs at its ends.
    var trimmingSpaces: Substring {
        var text = self
        while text.first == " " || text.first == "\t" { text.removeFirst() }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }
}
