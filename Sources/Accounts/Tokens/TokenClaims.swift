import JWTKit

/// The claims of the tokens that are issued here (RFC 7519 §4.1).
struct TokenClaims: JWTPayload {
    var iss: String
    var aud: String?
    var sub: String
    var sid: String
    var ns: String
    var iat: Int64
    var exp: Int64
    var jti: String
    var token_type: TokenType
    var is_admin: Bool?
    /// The subject again, for clients that came from Django's simplejwt.
    var user_id: String?

    enum TokenType: String, Codable, Sendable {
        case access
        case refresh
    }

    func verify(using algorithm: some JWTAlgorithm) {}
}
