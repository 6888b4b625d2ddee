import Accounts
import HTTPTypes
import SocketServer

/// A request's body as Django REST framework reads it: JSON, a form or a multipart form, and nothing where there is none.
struct DjoserBody {
    static let encodings: BodyEncodings = [.json, .form, .multipart, .absent]

    /// The members of the object, or the fields of the form.
    private(set) var members: [String: JSONValue] = [:]
    /// The files of a multipart form, by their fields' names.
    private(set) var files: [String: MultipartPart] = [:]

    /// Reads a body.
    ///
    /// - Throws: `APIError` for another content type, a body that is too large, slow or malformed; `AccountError.invalid` for what is
    ///   no object.
    init(_ request: Request, fileBytes: Int) async throws {
        guard !request.body.isEmpty else { return }
        let contentType = request.fields[.contentType].flatMap(HeaderParameters.init)
        switch contentType?.type {
        case "multipart/form-data":
            guard contentType?["boundary"] != nil else {
                throw APIError.malformedForm("Invalid boundary in multipart: None")
            }
            try await readParts(request, fileBytes: fileBytes)
        case "application/json":
            let bytes = try await MessageBody.bytes(of: request)
            if !bytes.isEmpty { members = try Self.object(Self.decoded(bytes, charset: contentType?["charset"])) }
        case "application/x-www-form-urlencoded":
            members = try Self.formFields(try await MessageBody.bytes(of: request))
        default:
            // Nothing is nothing in every media type.
            guard try await MessageBody.bytes(of: request).isEmpty else { throw APIError.unsupportedMediaType }
        }
    }

    /// Of a field that stands there twice the last counts.
    private mutating func readParts(_ request: Request, fileBytes: Int) async throws {
        let limits = MultipartLimits(fileBytes: fileBytes, fieldBytes: MessageBody.limit)
        var reader = try MultipartReader(request, limits: limits)
        while let part = try await reader.nextPart() {
            if part.fileName == nil {
                members[part.name] = .string(String(decoding: part.bytes, as: UTF8.self))
            } else {
                files[part.name] = part
            }
        }
    }

    /// The bytes in UTF-8: of other charsets, clients that grew up with Django may use Latin-1, whose bytes are code points.
    private static func decoded(_ bytes: [UInt8], charset: String?) -> [UInt8] {
        switch charset?.lowercased() {
        case "latin-1", "latin1", "iso-8859-1":
            Array(String(String.UnicodeScalarView(bytes.map(Unicode.Scalar.init))).utf8)
        default: bytes
        }
    }

    private static func object(_ bytes: [UInt8]) throws -> [String: JSONValue] {
        let value: JSONValue
        do {
            value = try MessageBody.jsonValue(bytes)
        } catch {
            // Words alone: whether it is JSON, the parser has decided.
            throw PythonJSONScanner.mistake(in: bytes).map { APIError.malformedBody($0) } ?? error
        }
        if case .object(let members) = value { return members }
        let message =
            value == .null
            ? "No data provided" : "Invalid data. Expected a dictionary, but got \(value.pythonTypeName)."
        throw AccountError.invalid([FieldProblem(path: [], .wrongType, message, expected: .object)])
    }

    private static func formFields(_ bytes: [UInt8]) throws -> [String: JSONValue] {
        guard let pairs = QueryString.pairs(String(decoding: bytes, as: UTF8.self)) else {
            throw APIError.malformedForm("The form is not proper percent-encoded UTF-8, or has the character U+0000.")
        }
        return Dictionary(pairs.map { ($0, JSONValue.string($1)) }) { $1 }
    }
}

extension JSONValue {
    /// The type's name in Python.
    fileprivate var pythonTypeName: String {
        switch self {
        case .null: "NoneType"
        case .boolean: "bool"
        case .integer: "int"
        case .number: "float"
        case .string: "str"
        case .array: "list"
        case .object, .source: "dict"
        }
    }
}
