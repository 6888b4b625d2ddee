import JWTKit

/// What counts of a token that comes in, ours or another holder's of the key (RFC 7519 §4.1): claims that nobody asks for may be
/// anything.
struct PresentedClaims: JWTPayload {
    let subject: String?
    let expiresAt: Int64?
    let issuedAt: Int64?
    let notBefore: Int64?
    let audience: [String]?
    /// Nil also when it is no string: only the tokens of our own sessions must name us.
    let issuer: String?
    let sessionID: String?
    let namespace: String?
    let type: String?
    /// Nil also when it is no string, as with the issuer.
    let id: String?
    /// The subject again, where our own tokens have it; empty when it is no string.
    let userID: String?

    private enum CodingKeys: String, CodingKey {
        case sub, exp, iat, nbf, aud, iss, sid, ns, jti
        case tokenType = "token_type"
        case userID = "user_id"
    }

    init(from decoder: any Decoder) throws {
        let claims = try decoder.container(keyedBy: CodingKeys.self)
        subject = try claims.decodeIfPresent(String.self, forKey: .sub)
        expiresAt = try claims.decodeIfPresent(NumericDate.self, forKey: .exp)?.seconds
        issuedAt = try claims.decodeIfPresent(NumericDate.self, forKey: .iat)?.seconds
        notBefore = try claims.decodeIfPresent(NumericDate.self, forKey: .nbf)?.seconds
        audience = try claims.decodeIfPresent(Audience.self, forKey: .aud)?.names
        issuer = try? claims.decodeIfPresent(String.self, forKey: .iss)
        sessionID = try claims.decodeIfPresent(String.self, forKey: .sid)
        namespace = try claims.decodeIfPresent(String.self, forKey: .ns)
        type = try claims.decodeIfPresent(String.self, forKey: .tokenType)
        id = try? claims.decodeIfPresent(String.self, forKey: .jti)
        userID = claims.contains(.userID) ? (try? claims.decode(String.self, forKey: .userID)) ?? "" : nil
    }

    func encode(to encoder: any Encoder) throws {
        throw EncodingError.invalidValue(
            self, .init(codingPath: [], debugDescription: "presented claims are read alone"))
    }

    /// Times are judged by `TokenIssuer`, for remembered tokens too.
    func verify(using algorithm: some JWTAlgorithm) {}
}

/// One name or several (RFC 7519 §4.1.3). Not JWTKit's AudienceClaim, which ends the process on an empty array.
private struct Audience: Decodable {
    let names: [String]

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let name = try? value.decode(String.self) {
            names = [name]
        } else {
            names = try value.decode([String].self)
        }
    }
}

/// Seconds since 1970, which may have a fraction (RFC 7519 §2); the whole ones count.
private struct NumericDate: Decodable {
    /// Beyond any clock, and far from overflow.
    private static let bound = 1e15

    let seconds: Int64

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer().decode(Double.self)
        guard value.magnitude <= Self.bound else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "no time of this world"))
        }
        seconds = Int64(value.rounded(.down))
    }
}
