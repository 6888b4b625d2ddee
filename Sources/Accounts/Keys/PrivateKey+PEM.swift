import Crypto
import CryptoExtras
import Foundation

extension PrivateKey {
    /// Reads a key in PEM: PKCS#8, or the traditional form of an RSA or a P-256 key. Of several keys the first counts.
    ///
    /// - Throws: `PrivateKeyError`.
    public init(pem text: String) throws(PrivateKeyError) {
        let block = try PEMBlock(privateKeyIn: text)
        switch block.label {
        case "PRIVATE KEY":
            if let key = Self.ed25519(block) ?? Self.p256(block) {
                self = key
            } else {
                self = try Self.rsa(block)
            }
        case "EC PRIVATE KEY":
            guard let key = Self.p256(block) else { throw .unsupported }
            self = key
        case "RSA PRIVATE KEY": self = try Self.rsa(block)
        default: throw .unsupported
        }
    }

    private static func ed25519(_ block: PEMBlock) -> PrivateKey? {
        // The AlgorithmIdentifier behind the version (RFC 8410 §3 and §7), which the library takes for granted: keys for X25519
        // differ in nothing else.
        let identifier: [UInt8] = [0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70]
        guard let der = Data(base64Encoded: block.body), der.dropFirst(5).starts(with: identifier),
            let key = try? Curve25519.Signing.PrivateKey(derRepresentation: der)
        else { return nil }
        return PrivateKey(ed25519: key)
    }

    private static func p256(_ block: PEMBlock) -> PrivateKey? {
        guard let key = try? P256.Signing.PrivateKey(pemRepresentation: block.text) else { return nil }
        return try? PrivateKey(p256: key)
    }

    private static func rsa(_ block: PEMBlock) throws(PrivateKeyError) -> PrivateKey {
        // The lenient reading, so that a short key can be told from a damaged one.
        guard let key = try? _RSA.Signing.PrivateKey(unsafePEMRepresentation: block.text) else { throw .unsupported }
        guard key.keySizeInBits >= minimumRSABits else { throw .tooShort(bits: key.keySizeInBits) }
        do {
            return try PrivateKey(rsa: key)
        } catch {
            throw .unsupported
        }
    }
}
