/// The keys that tokens are good under: one signs, all verify.
public struct KeySet: Sendable {
    let signing: SigningKey
    let others: [SigningKey]

    /// A secret alone, of 32 bytes or more (RFC 7518 §3.2).
    public init(secret: [UInt8]) {
        signing = .secret(secret)
        others = []
    }

    /// A private key that signs, and keys that only verify, so that what they signed stays good.
    ///
    /// - Parameter secret: Of 32 bytes or more; it verifies, too.
    public init(signing key: PrivateKey, verifying keys: [PrivateKey] = [], secret: [UInt8]? = nil) {
        signing = .privateKey(key)
        others = keys.map(SigningKey.privateKey) + (secret.map { [.secret($0)] } ?? [])
    }

    /// All keys, the signing one first.
    var all: [SigningKey] { [signing] + others }

    /// The public halves, the signing key's first.
    var publicKeys: [PublicKey] { all.compactMap(\.publicKey) }
}
