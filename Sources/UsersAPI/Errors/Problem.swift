import Accounts
import HTTPTypes
import SocketServer

/// An error as the native dialect says it: `application/problem+json` (RFC 9457).
struct Problem: Sendable {
    /// After how many seconds a client may try again when the service could not take a request.
    static let retryAfter = 1

    let code: ProblemCode
    var detail: String
    var errors: [FieldProblem] = []
    var fields = HTTPFields()

    init(_ error: APIError) {
        switch error {
        case .account(let error): self.init(error)
        case .malformedBody(let detail): self.init(code: .malformedJSON, detail: detail)
        case .bodyRequired: self.init(code: .bodyRequired)
        case .unsupportedMediaType: self.init(code: .unsupportedMediaType)
        case .bodyTooLarge(let limit):
            self.init(code: .bodyTooLarge, detail: "The body has at most \(limit) bytes here.")
        case .bodyTooSlow: self.init(code: .requestTimeout)
        case .disconnected: self.init(code: .badRequest)
        case .routeNotFound: self.init(code: .notFound)
        case .methodNotAllowed(let methods):
            self.init(code: .methodNotAllowed)
            fields[.allow] = methods.map(\.rawValue).joined(separator: ", ")
        case .refused(let status): self.init(code: ProblemCode(status))
        }
    }

    init(code: ProblemCode, detail: String? = nil) {
        self.code = code
        self.detail = detail ?? code.detail
        if code == .unavailable { fields[.retryAfter] = String(Self.retryAfter) }
    }

    private init(_ error: AccountError) {
        switch error {
        case .invalid(let problems):
            self.init(code: .validationFailed)
            errors = problems
        case .emailTaken: self.init(code: .emailTaken)
        case .usernameTaken: self.init(code: .usernameTaken)
        case .invalidCredentials: self.init(unauthorized: .invalidCredentials, challenge: "Bearer")
        case .tokenMissing: self.init(unauthorized: .tokenMissing, challenge: "Bearer")
        case .tokenInvalid:
            self.init(unauthorized: .tokenInvalid, challenge: #"Bearer error="invalid_token""#)
        case .tokenExpired:
            self.init(
                unauthorized: .tokenExpired,
                challenge: #"Bearer error="invalid_token", error_description="The access token expired""#)
        case .refreshTokenInvalid:
            self.init(unauthorized: .refreshTokenInvalid, challenge: #"Bearer error="invalid_token""#)
        case .mailTokenInvalid: self.init(code: .mailTokenInvalid)
        case .throttled(let wait):
            self.init(code: .throttled)
            // Rounded up, so that whoever waits that long is let in.
            fields[.retryAfter] = String(wait.components.seconds + (wait.components.attoseconds > 0 ? 1 : 0))
        case .forbidden: self.init(code: .forbidden)
        case .notFound: self.init(code: .notFound)
        case .versionMismatch: self.init(code: .versionMismatch)
        case .lastAdmin: self.init(code: .lastAdmin)
        case .ownAccount: self.init(code: .ownAccount)
        case .currentPasswordRequired: self.init(code: .currentPasswordRequired)
        case .currentPasswordWrong: self.init(code: .currentPasswordWrong)
        case .currentPasswordUnset: self.init(code: .currentPasswordUnset)
        case .unsupportedImage: self.init(code: .unsupportedImage)
        case .unavailable: self.init(code: .unavailable)
        case .broken: self.init(code: .internalError)
        }
    }

    /// A 401 names the scheme (RFC 9110 §11.6.1) and, where a token was presented, what is wrong with it (RFC 6750 §3).
    private init(unauthorized code: ProblemCode, challenge: String) {
        self.init(code: code)
        fields[.wwwAuthenticate] = challenge
    }

    func response(requestID: String) -> Response {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("type")
            writer.string("about:blank")
            writer.key("title")
            writer.string(code.status.reasonPhrase)
            writer.key("status")
            writer.integer(code.status.code)
            writer.key("detail")
            writer.string(detail)
            writer.key("code")
            writer.string(code.text)
            writer.key("request_id")
            writer.string(requestID)
            if !errors.isEmpty {
                writer.key("errors")
                writer.array { writer in
                    for error in errors { write(error, to: &writer) }
                }
            }
        }
        var fields = fields
        fields[.contentType] = "application/problem+json"
        return Response(status: code.status, fields: fields, body: .bytes(writer.bytes))
    }

    private func write(_ error: FieldProblem, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("field")
            writer.string(error.field)
            writer.key("code")
            writer.string(error.code.rawValue)
            writer.key("message")
            writer.string(error.message)
        }
    }
}

extension Problem {
    /// The schema of every error of the native dialect.
    static let schema = Schema.named(
        "Problem",
        .object([
            .init(name: "type", schema: .string(), isRequired: true),
            .init(name: "title", schema: .string(), isRequired: true),
            .init(name: "status", schema: .integer(400...599), isRequired: true),
            .init(name: "detail", schema: .string(), isRequired: true),
            .init(name: "code", schema: .enumeration(ProblemCode.texts), isRequired: true),
            .init(name: "request_id", schema: .string(), isRequired: true),
            .init(name: "errors", schema: .array(fieldSchema), isRequired: false),
        ]))

    private static let fieldSchema = Schema.object([
        .init(name: "field", schema: .string(), isRequired: true),
        .init(
            name: "code", schema: .enumeration(FieldProblem.Code.allCases.map(\.rawValue)), isRequired: true),
        .init(name: "message", schema: .string(), isRequired: true),
    ])
}
