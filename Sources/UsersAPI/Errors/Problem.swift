import Accounts
import HTTPTypes
import SocketServer

/// What went wrong, before a dialect words it.
struct Problem: Sendable {
    /// After how many seconds a client may try again when the service could not take a request.
    static let retryAfter = 1

    /// What a message is read from.
    enum Source: String {
        case body, query
    }

    let code: ProblemCode
    var detail: String
    var errors: [FieldProblem] = []
    /// What the fields of `errors` are part of.
    var source = Source.body
    var fields = HTTPFields()
    /// What is wrong with a token, where the services tell.
    var tokenFlaw: TokenFlaw?
    /// What was refused, for formats that name its method or its media type.
    var request: Request?

    init(_ error: APIError) {
        switch error {
        case .account(let error): self.init(error)
        case .actorMissing: self.init(code: .actorMissing)
        case .actorMalformed: self.init(code: .actorMalformed)
        case .actorMismatch: self.init(code: .actorMismatch)
        case .malformedBody(let detail): self.init(code: .malformedJSON, detail: detail)
        case .malformedForm(let detail): self.init(code: .malformedForm, detail: detail)
        case .invalidQuery(let problems):
            self.init(code: .validationFailed)
            errors = problems
            source = .query
        case .bodyRequired: self.init(code: .bodyRequired)
        case .unsupportedMediaType: self.init(code: .unsupportedMediaType)
        case .notAcceptable: self.init(code: .notAcceptable)
        case .malformedAuthorization:
            self.init(unauthorized: .malformedAuthorization, challenge: #"Bearer error="invalid_request""#)
        case .bodyTooLarge(let limit):
            self.init(code: .bodyTooLarge, detail: "The body has at most \(limit) bytes here.")
        case .bodyTooSlow: self.init(code: .requestTimeout)
        case .disconnected: self.init(code: .badRequest)
        case .rangeNotSatisfiable(let length):
            self.init(code: .rangeNotSatisfiable)
            fields[.contentRange] = "bytes */\(length)"
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
        case .tokenInvalid(let flaw):
            self.init(unauthorized: .tokenInvalid, challenge: #"Bearer error="invalid_token""#)
            tokenFlaw = flaw
        case .tokenExpired:
            self.init(
                unauthorized: .tokenExpired,
                challenge: #"Bearer error="invalid_token", error_description="The access token expired""#)
        case .refreshTokenInvalid(let flaw):
            self.init(unauthorized: .refreshTokenInvalid, challenge: #"Bearer error="invalid_token""#)
            tokenFlaw = flaw
        case .mailTokenInvalid: self.init(code: .mailTokenInvalid)
        case .activationStale: self.init(code: .activationStale)
        case .throttled(let wait):
            self.init(code: .throttled)
            // Rounded up, so that whoever waits that long is let in.
            fields[.retryAfter] = String(wait.components.seconds + (wait.components.attoseconds > 0 ? 1 : 0))
        case .forbidden: self.init(code: .forbidden)
        case .missingPermission(let permission):
            self.init(code: .permissionMissing, detail: "Missing capability: \(permission.rawValue)")
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
}
