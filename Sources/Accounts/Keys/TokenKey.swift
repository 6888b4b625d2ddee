import JWTKit

/// One key as tokens are signed and verified with it.
struct TokenKey: Sendable {
    /// The `kid` of its tokens; a secret has none.
    let id: String?
    let algorithm: SignatureAlgorithm
    /// Holds this key alone, so that nothing that a token says can choose another one.
    private let collection: JWTKeyCollection

    init(_ key: SigningKey) async {
        id = key.publicKey?.id
        algorithm = key.algorithm
        let empty = JWTKeyCollection()
        switch key {
        case .secret(let bytes): collection = await empty.add(hmac: HMACKey(from: bytes), digestAlgorithm: .sha256)
        case .privateKey(let key):
            switch key.material {
            case .ed25519(let key): collection = await empty.add(eddsa: EdDSA.PrivateKey(backing: key))
            case .p256(_, let key): collection = await empty.add(ecdsa: key)
            case .rsa(_, let key): collection = await empty.add(rsa: key, digestAlgorithm: .sha256)
            }
        }
    }

    func sign(_ claims: some JWTPayload) async throws -> String {
        var header: JWTHeader = ["typ": "JWT", "alg": .string(algorithm.rawValue)]
        if let id { header.kid = id }
        return try await collection.sign(claims, header: header)
    }

    /// The claims of a token that this key signed.
    func verify<Claims: JWTPayload>(_ token: CompactToken, as type: Claims.Type) async throws -> Claims {
        try await collection.verify(token.bytes, as: type)
    }
}
