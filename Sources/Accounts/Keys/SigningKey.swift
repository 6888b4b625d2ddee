/// One of the configured keys.
enum SigningKey: Sendable {
    case secret([UInt8])
    case privateKey(PrivateKey)

    var algorithm: SignatureAlgorithm {
        switch self {
        case .secret: .hs256
        case .privateKey(let key): key.publicKey.algorithm
        }
    }

    /// Nil for a secret, of which nothing is public.
    var publicKey: PublicKey? {
        switch self {
        case .secret: nil
        case .privateKey(let key): key.publicKey
        }
    }

    /// The bytes that other keys are derived from.
    var secretBytes: [UInt8] {
        switch self {
        case .secret(let bytes): bytes
        case .privateKey(let key): key.secretBytes
        }
    }
}
