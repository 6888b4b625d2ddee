import Accounts
import HTTPTypes
import SocketServer

/// Reads a request's body as a JSON object.
enum JSONBody {
    /// The largest body of JSON, in bytes.
    static let limit = 1 << 20

    /// The object's members.
    ///
    /// - Throws: `APIError` for another content type, no body, one that is too large or slow, malformed JSON; `AccountError.invalid`
    ///   for what is no object, or holds U+0000.
    static func read(_ request: Request) async throws -> [String: JSONValue] {
        guard !request.body.isEmpty else { throw APIError.bodyRequired }
        guard isJSON(request.fields[.contentType]) else { throw APIError.unsupportedMediaType }
        let bytes: [UInt8]
        do {
            bytes = try await request.body.collect(upTo: limit)
        } catch {
            throw APIError(error)
        }
        guard !bytes.isEmpty else { throw APIError.bodyRequired }
        let value: JSONValue
        do {
            value = try JSONValue(parsing: bytes)
        } catch {
            throw error.apiError
        }
        guard case .object(let members) = value else {
            let problem = FieldProblem("body", .wrongType, "The body must be a JSON object.")
            throw AccountError.invalid([problem])
        }
        if let path = value.pathOfNullCharacter() { throw JSONParsingError.nullCharacter(in: path) }
        return members
    }

    /// Whether the content type is JSON; none is read as JSON.
    private static func isJSON(_ contentType: String?) -> Bool {
        guard let contentType else { return true }
        let type = contentType.prefix { $0 != ";" }
        return type.trimmingSpaces.lowercased() == "application/json"
    }
}

extension JSONParsingError {
    fileprivate var apiError: any Error {
        switch self {
        case .malformed(let line, let column):
            APIError.malformedBody("The body is not proper JSON: see line \(line), column \(column).")
        case .tooDeep:
            APIError.malformedBody("The body's JSON is nested deeper than \(JSONValue.maximumDepth) levels.")
        case .nullCharacterInKey: Self.nullCharacter(in: "body")
        }
    }

    fileprivate static func nullCharacter(in path: String) -> AccountError {
        .invalid([FieldProblem(path, .containsNull, "The character U+0000 is not allowed.")])
    }
}

extension APIError {
    fileprivate init(_ error: RequestBodyError) {
        switch error {
        case .tooLarge(let limit): self = .bodyTooLarge(limit: limit)
        case .timedOut: self = .bodyTooSlow
        case .malformed: self = .refused(.badRequest)
        case .disconnected: self = .disconnected
        }
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
