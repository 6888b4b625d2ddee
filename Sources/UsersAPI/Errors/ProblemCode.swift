import HTTPTypes

/// The closed list of what `code` says in the native dialect's errors.
enum ProblemCode: String, CaseIterable, Sendable {
    case badRequest = "bad_request"
    case malformedJSON = "malformed_json"
    case malformedForm = "malformed_form"
    case bodyRequired = "body_required"
    case tokenMissing = "token_missing"
    case malformedAuthorization = "malformed_authorization"
    case tokenInvalid = "token_invalid"
    case tokenExpired = "token_expired"
    case invalidCredentials = "invalid_credentials"
    case refreshTokenInvalid = "refresh_token_invalid"
    /// `token_invalid` like an access token's, but 400: the token stands in the body.
    case mailTokenInvalid = "mail_token_invalid"
    /// The link of an account that does not wait for it any more.
    case activationStale = "activation_stale"
    /// These two are 400, and the next two 403, of the profile service alone, which tells them apart by their words.
    case actorMissing = "actor_missing"
    case actorMalformed = "actor_malformed"
    case actorMismatch = "actor_mismatch"
    case permissionMissing = "permission_missing"
    case throttled = "throttled"
    case forbidden = "forbidden"
    case currentPasswordWrong = "current_password_wrong"
    case currentPasswordUnset = "current_password_unset"
    case notFound = "not_found"
    case methodNotAllowed = "method_not_allowed"
    case notAcceptable = "not_acceptable"
    case requestTimeout = "request_timeout"
    case emailTaken = "email_taken"
    case usernameTaken = "username_taken"
    case lastAdmin = "last_admin"
    case ownAccount = "own_account"
    case versionMismatch = "version_mismatch"
    case bodyTooLarge = "body_too_large"
    case targetTooLong = "target_too_long"
    case unsupportedMediaType = "unsupported_media_type"
    /// The bytes of an upload are no image that the service takes.
    case unsupportedImage = "unsupported_image"
    case rangeNotSatisfiable = "range_not_satisfiable"
    case expectationFailed = "expectation_failed"
    case validationFailed = "validation_failed"
    case currentPasswordRequired = "current_password_required"
    case headTooLarge = "head_too_large"
    case internalError = "internal_error"
    case notImplemented = "not_implemented"
    case unavailable
    case versionNotSupported = "version_not_supported"

    /// The code as clients see it.
    var text: String {
        switch self {
        case .mailTokenInvalid: Self.tokenInvalid.rawValue
        case .malformedAuthorization: Self.tokenMissing.rawValue
        case .actorMissing, .actorMalformed, .notAcceptable: Self.badRequest.rawValue
        case .actorMismatch, .permissionMissing, .activationStale: Self.forbidden.rawValue
        default: rawValue
        }
    }

    /// All codes as clients see them.
    static let texts = allCases.filter { $0.text == $0.rawValue }.map(\.text)

    var status: HTTPResponse.Status {
        switch self {
        case .badRequest, .malformedJSON, .malformedForm, .bodyRequired, .mailTokenInvalid, .actorMissing,
            .actorMalformed:
            .badRequest
        case .tokenMissing, .malformedAuthorization, .tokenInvalid, .tokenExpired, .invalidCredentials,
            .refreshTokenInvalid:
            .unauthorized
        case .throttled: .tooManyRequests
        case .forbidden, .activationStale, .actorMismatch, .permissionMissing, .currentPasswordWrong,
            .currentPasswordUnset:
            .forbidden
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .notAcceptable: .notAcceptable
        case .requestTimeout: .requestTimeout
        case .emailTaken, .usernameTaken, .lastAdmin, .ownAccount: .conflict
        case .versionMismatch: .preconditionFailed
        case .bodyTooLarge: .contentTooLarge
        case .targetTooLong: .uriTooLong
        case .unsupportedMediaType, .unsupportedImage: .unsupportedMediaType
        case .rangeNotSatisfiable: .rangeNotSatisfiable
        case .expectationFailed: .expectationFailed
        case .validationFailed, .currentPasswordRequired: .unprocessableContent
        case .headTooLarge: .requestHeaderFieldsTooLarge
        case .internalError: .internalServerError
        case .notImplemented: .notImplemented
        case .unavailable: .serviceUnavailable
        case .versionNotSupported: HTTPResponse.Status(code: 505, reasonPhrase: "HTTP Version Not Supported")
        }
    }

    /// A sentence for a person.
    var detail: String {
        switch self {
        case .badRequest: "The request is not proper HTTP."
        case .malformedJSON: "The body is not proper JSON."
        case .malformedForm: "The body is not a proper form."
        case .bodyRequired: "The request needs a body."
        case .tokenMissing: "The request needs an access token: \"Authorization: Bearer <token>\"."
        case .malformedAuthorization: "\"Authorization\" must be \"Bearer <token>\"."
        case .tokenInvalid: "The access token is not good, or its session is over. Log in again."
        case .tokenExpired: "The access token has expired. Refresh it, or log in again."
        case .invalidCredentials: "No active account has these credentials."
        case .refreshTokenInvalid: "The refresh token is not good, or its session is over. Log in again."
        case .mailTokenInvalid:
            "The link is not good any more: it was used, is too old, or something has changed since."
        case .activationStale: "Stale token for given user."
        case .actorMissing: "Missing x-customer-id header"
        case .actorMalformed: "Invalid x-customer-id header"
        case .actorMismatch: "Actor mismatch"
        case .permissionMissing: "Missing capability"
        case .throttled: "That was too often. Try again when \"Retry-After\" is over."
        case .forbidden: "You may not do this."
        case .currentPasswordWrong: "The current password is wrong."
        case .currentPasswordUnset: "The account has no password yet. Set the first one by a mailed link."
        case .notFound: "There is no such resource."
        case .methodNotAllowed: "The resource does not have this method. \"Allow\" lists those that it has."
        case .notAcceptable: "The resource has no content of a type that \"Accept\" takes."
        case .requestTimeout: "The request took too long to arrive."
        case .emailTaken: "The e-mail address belongs to another account."
        case .usernameTaken: "The user name belongs to another account."
        case .lastAdmin: "This is the last active administrator, who can't be demoted, disabled or deleted."
        case .ownAccount: "Administrators can't delete their own account here. Use DELETE /api/v1/users/me."
        case .versionMismatch: "The resource has changed since the version in If-Match. Read it again."
        case .bodyTooLarge: "The body is larger than this resource takes."
        case .targetTooLong: "The request's target is too long."
        case .unsupportedMediaType: "The body has a media type that this resource does not take."
        case .unsupportedImage: "The file is not one whole JPEG, PNG or WebP image."
        case .rangeNotSatisfiable: "The range begins after the end."
        case .expectationFailed: "Of expectations only \"100-continue\" is known."
        case .validationFailed: "Some values break the rules. \"errors\" lists them."
        case .currentPasswordRequired: "The change needs \"current_password\"."
        case .headTooLarge: "The request's header section is too large."
        case .internalError: "Something went wrong here. The request id helps to find out what."
        case .notImplemented: "The request needs something that this server does not have."
        case .unavailable: "The service can't take the request now. Try again soon."
        case .versionNotSupported: "The server speaks HTTP/1.0 and HTTP/1.1."
        }
    }

    /// The code for an answer that the socket server gives by itself.
    init(_ status: HTTPResponse.Status) {
        self = Self.allCases.first { $0.status.code == status.code } ?? .internalError
    }
}
