import Crypto
import CryptoExtras
import Foundation
import JWTKit

/// A key that signs tokens which everybody can verify by its public half.
public struct PrivateKey: Sendable {
    /// The fewest bits of an RSA key (RFC 7518 §3.3).
    public static let minimumRSABits = 2048

    /// The key, and where JWTKit's own form of it may not come about, that one too.
    enum Material: Sendable {
        case ed25519(Curve25519.Signing.PrivateKey)
        case p256(P256.Signing.PrivateKey, ES256PrivateKey)
        case rsa(_RSA.Signing.PrivateKey, JWTKit.Insecure.RSA.PrivateKey)
    }

    let material: Material
    /// What others verify the key's tokens by.
    public let publicKey: PublicKey

    init(ed25519 key: Curve25519.Signing.PrivateKey) {
        material = .ed25519(key)
        publicKey = .ed25519(key.publicKey.rawRepresentation)
    }

    init(p256 key: P256.Signing.PrivateKey) throws {
        material = .p256(key, try ES256PrivateKey(backing: key))
        publicKey = .p256(key.publicKey.rawRepresentation)
    }

    /// - Throws: Also for a key of fewer than 2048 bits.
    init(rsa key: _RSA.Signing.PrivateKey) throws {
        material = .rsa(key, try JWTKit.Insecure.RSA.PrivateKey(backing: key))
        let numbers = try key.publicKey.getKeyPrimitives()
        publicKey = .rsa(modulus: numbers.modulus, exponent: numbers.publicExponent)
    }

    /// What keys there are.
    public enum Kind: Sendable {
        case ed25519
        case p256
        /// Of 3072 bits when it is made here, good beyond 2030 (NIST SP 800-57 part 1, table 2).
        case rsa
    }

    /// Makes a new key.
    ///
    /// - Throws: What the cryptographic library throws, out of memory for one.
    public static func generate(_ kind: Kind) throws -> PrivateKey {
        switch kind {
        case .ed25519: PrivateKey(ed25519: Curve25519.Signing.PrivateKey())
        case .p256: try PrivateKey(p256: P256.Signing.PrivateKey())
        case .rsa: try PrivateKey(rsa: _RSA.Signing.PrivateKey(keySize: .bits3072))
        }
    }

    /// The key as PKCS#8 in PEM (RFC 5958, RFC 7468 §10), which ends with a line break.
    public var pem: String {
        switch material {
        case .ed25519(let key): key.pemRepresentation.endingInLineBreak
        case .p256(let key, _): key.pemRepresentation.endingInLineBreak
        case .rsa(let key, _): key.pkcs8PEMRepresentation.endingInLineBreak
        }
    }

    /// The bytes that other keys are derived from: the same ones in whichever form the key was read.
    var secretBytes: [UInt8] {
        switch material {
        case .ed25519(let key): Array(key.rawRepresentation)
        case .p256(let key, _): Array(key.rawRepresentation)
        case .rsa(let key, _): Array(key.derRepresentation)
        }
    }
}

extension String {
    fileprivate var endingInLineBreak: String { hasSuffix("\n") ? self : self + "\n" }
}
