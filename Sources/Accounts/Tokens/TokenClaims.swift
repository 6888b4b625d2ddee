import JWTKit

/// The claims of a JSON Web Token, ours or another holder's of the key (RFC 7519 §4.1).
struct TokenClaims: JWTPayload {
    var iss: String?
    var aud: AudienceClaim?
    var sub: String
    var sid: String?
    var ns: String?
    var iat: Int64?
    var nbf: Int64?
    var exp: Int64
    var jti: String?
    var token_type: TokenType?
    var is_admin: Bool?
    /// The subject again, for clients that came from Django's simplejwt.
    var user_id: String?

    enum TokenType: String, Codable, Sendable {
        case access
        case refresh
    }

    /// Times are judged by `TokenIssuer`, for cached tokens too.
    func verify(using algorithm: some JWTAlgorithm) {}
}
