/// What counts of a token's header (RFC 7515 §4.1).
struct TokenHeader: Decodable {
    let algorithm: String
    let keyID: String?

    private enum CodingKeys: String, CodingKey {
        case alg, kid, typ, crit, jku, jwk, x5u, x5c
    }

    init(from decoder: any Decoder) throws {
        let header = try decoder.container(keyedBy: CodingKeys.self)
        algorithm = try header.decode(String.self, forKey: .alg)
        keyID = try header.decodeIfPresent(String.self, forKey: .kid)
        // Access tokens of RFC 9068 have a type of their own.
        let type = try header.decodeIfPresent(String.self, forKey: .typ)?.lowercased() ?? "jwt"
        guard type == "jwt" || type == "at+jwt" else { throw Refusal() }
        // Keys come from the settings alone, and there is no extension that we understand.
        for key in [CodingKeys.crit, .jku, .jwk, .x5u, .x5c] where header.contains(key) { throw Refusal() }
    }

    private struct Refusal: Error {}
}
