import Crypto

/// The public half of a key that signs tokens, by which others verify them (RFC 7517 §4).
public struct PublicKey: Sendable, Equatable {
    /// How the key's tokens are signed.
    public let algorithm: SignatureAlgorithm
    /// The key's own members of a JSON Web Key: `kty`, and what its type needs (RFC 7518 §6, RFC 8037 §2).
    public let parameters: [String: String]
    /// The key's thumbprint, which tokens name as `kid` (RFC 7638).
    public let id: String

    private init(_ algorithm: SignatureAlgorithm, _ parameters: [String: String]) {
        self.algorithm = algorithm
        self.parameters = parameters
        // All parameters of these types are the required ones, and none has a character that JSON escapes (RFC 7638 §3.2).
        let members = parameters.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\"\($0.value)\"" }
        id = Base64URL.encode(SHA256.hash(data: Array("{\(members.joined(separator: ","))}".utf8)))
    }

    /// A key of 32 bytes.
    static func ed25519(_ bytes: some Sequence<UInt8>) -> PublicKey {
        PublicKey(.edDSA, ["kty": "OKP", "crv": "Ed25519", "x": Base64URL.encode(bytes)])
    }

    /// A point's coordinates, one after the other, of 32 bytes each.
    static func p256(_ point: some Collection<UInt8>) -> PublicKey {
        let half = point.count / 2
        return PublicKey(
            .es256,
            [
                "kty": "EC", "crv": "P-256", "x": Base64URL.encode(point.prefix(half)),
                "y": Base64URL.encode(point.dropFirst(half)),
            ])
    }

    /// Numbers with the most significant byte first, without leading zeros (RFC 7518 §6.3.1).
    static func rsa(modulus: some Sequence<UInt8>, exponent: some Sequence<UInt8>) -> PublicKey {
        PublicKey(
            .rs256,
            [
                "kty": "RSA", "n": Base64URL.encode(modulus.drop { $0 == 0 }),
                "e": Base64URL.encode(exponent.drop { $0 == 0 }),
            ])
    }
}
