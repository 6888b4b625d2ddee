import Accounts

/// A public key as JSON Web Key (RFC 7517 §4).
struct PublicKeyMessage: ResponseMessage {
    let key: PublicKey

    static let schema = Schema.named("PublicKey", .object(fields.map(\.property)))

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            for field in Self.fields { field.write(key, &writer) }
        }
    }

    private static let fields: [OutputField<PublicKey>] =
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
