import Crypto
import Foundation

/// Codes that only a holder of the keys can make, by keys of their own that are derived from them for one purpose.
struct KeyedHash: Sendable {
    /// The signing key's derivative first.
    private let keys: [SymmetricKey]

    /// - Parameter purpose: Codes of different purposes have nothing to do with each other.
    init(keys: KeySet, purpose: String) {
        self.keys = keys.all.map { key in
            HKDF<SHA256>.deriveKey(
                inputKeyMaterial: SymmetricKey(data: key.secretBytes), info: Data("users \(purpose)".utf8),
                outputByteCount: SHA256.byteCount)
        }
    }

    /// The 32 bytes of HMAC-SHA256 under the signing key's derivative.
    func code(for bytes: [UInt8]) -> [UInt8] {
        codes(for: bytes)[0]
    }

    /// The code under each key, the signing one first.
    func codes(for bytes: [UInt8]) -> [[UInt8]] {
        keys.map { Array(HMAC<SHA256>.authenticationCode(for: bytes, using: $0)) }
    }

    /// Whether the code was made under any of the keys, so that it outlives a rotation; compared in constant time.
    func isCode(_ code: [UInt8], for bytes: [UInt8]) -> Bool {
        codes(for: bytes).reduce(false) { found, expected in expected.isEqualInConstantTime(to: code) || found }
    }
}
