import Accounts
import HTTPTypes
import SocketServer

/// Errors as Django REST framework and simplejwt word them: `{"field": ["message", …]}` for values against the rules, `{"detail": …}`
/// for everything else.
struct DjoserErrors: ErrorFormat {
    func status(of code: ProblemCode) -> HTTPResponse.Status {
        switch code {
        case .validationFailed, .emailTaken, .usernameTaken, .currentPasswordWrong, .currentPasswordRequired,
            .currentPasswordUnset:
            .badRequest
        case .lastAdmin, .ownAccount: .forbidden
        default: code.status
        }
    }

    func schema(of code: ProblemCode) -> Schema {
        switch code {
        case .tokenInvalid, .tokenExpired, .malformedAuthorization, .refreshTokenInvalid: DjoserTokenError.schema
        default: DjoserFieldErrors.areFor(code) ? DjoserFieldErrors.schema : Self.detailSchema
        }
    }

    func fields(of problem: Problem) -> HTTPFields {
        var fields = problem.fields
        if fields[.wwwAuthenticate] != nil { fields[.wwwAuthenticate] = #"Bearer realm="api""# }
        return fields
    }

    func write(_ problem: Problem, requestID: String, to writer: inout JSONWriter) {
        if let errors = DjoserFieldErrors(problem) { return errors.write(to: &writer) }
        if let error = DjoserTokenError(problem) { return error.write(to: &writer) }
        writer.object { writer in
            writer.key("detail")
            writer.string(detail(of: problem))
        }
    }

    private func detail(of problem: Problem) -> String {
        switch problem.code {
        case .tokenMissing: "Authentication credentials were not provided."
        case .invalidCredentials: "No active account found with the given credentials"
        case .refreshTokenInvalid: "No active account found for the given token."
        case .malformedForm: "Multipart form parse error - \(problem.detail)"
        case .malformedJSON: "JSON parse error - \(problem.detail)"
        case .forbidden: "You do not have permission to perform this action."
        case .notFound: "No User matches the given query."
        case .methodNotAllowed: "Method \"\(problem.request?.method.rawValue ?? "")\" not allowed."
        case .notAcceptable: "Could not satisfy the request Accept header."
        case .unsupportedMediaType:
            "Unsupported media type \"\(problem.request?.fields[.contentType] ?? "text/plain")\" in request."
        case .throttled: throttling(problem.fields[.retryAfter] ?? "1")
        default: problem.detail
        }
    }

    private func throttling(_ seconds: String) -> String {
        "Request was throttled. Expected available in \(seconds) second\(seconds == "1" ? "" : "s")."
    }

    private static let detailSchema = Schema.named(
        "DjoserDetail", .object([.init(name: "detail", schema: .string(), isRequired: true)]))
}
