/// How a key signs tokens, by the names of RFC 7518 §3.1 and RFC 8037 §3.1.
public enum SignatureAlgorithm: String, Sendable {
    case hs256 = "HS256"
    case edDSA = "EdDSA"
    case es256 = "ES256"
    case rs256 = "RS256"
}
