import Accounts

/// A public key as JSON Web Key (RFC 7517 §4).
struct PublicKeyMessage: ObjectMessage {
    let source: PublicKey

    static let schemaName = "PublicKey"

    static let fields: [OutputField<PublicKey>] =
        [
            .always("kid", .string(), example: "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k") { $0.id },
            .always("use", .enumeration(["sig"])) { _ in "sig" },
            .always("alg", .enumeration(["EdDSA", "ES256", "RS256"]), example: "EdDSA") { $0.algorithm.rawValue },
            .always("kty", .enumeration(["OKP", "EC", "RSA"]), example: "OKP") { $0.parameters["kty"] ?? "" },
            .whenSet("crv", .enumeration(["Ed25519", "P-256"])) { $0.parameters["crv"] },
        ]
        + ["x", "y", "n", "e"].map { name in
            .whenSet(name, .string(pattern: "^[A-Za-z0-9_-]+$")) { $0.parameters[name] }
        }
}
