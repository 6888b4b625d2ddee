import Crypto
import CryptoExtras
import Foundation

/// A hash of Django's `PBKDF2PasswordHasher`: `pbkdf2_sha256$iterations$salt$digest`, the digest in Base64 (RFC 8018 §5.2).
struct DjangoPBKDF2Hash: Sendable {
    /// The most iterations that are computed, ten times what Django 5.2 asks for: about 3 s of a core.
    static let iterationLimit = 10_000_000

    private static let digestLength = 32

    private let iterations: Int
    /// As text: Django uses the very characters that are stored.
    private let salt: String
    private let digest: Data

    /// Reads a hash; nil for another format or too many iterations.
    init?(_ text: String) {
        let fields = text.split(separator: "$", omittingEmptySubsequences: false)
        guard fields.count == 4, fields[0] == "pbkdf2_sha256", let iterations = Int(fields[1]),
            (1...Self.iterationLimit).contains(iterations), !fields[2].isEmpty,
            let digest = Data(base64Encoded: String(fields[3])), digest.count == Self.digestLength
        else { return nil }
        self.iterations = iterations
        salt = String(fields[2])
        self.digest = digest
    }

    /// Compares in constant time.
    func matches(_ password: String) throws(PasswordHasherError) -> Bool? {
        do {
            let key = try KDF.Insecure.PBKDF2.deriveKey(
                from: password.keyBytes, salt: Array(salt.utf8), using: .sha256, outputByteCount: Self.digestLength,
                unsafeUncheckedRounds: iterations)
            return key.withUnsafeBytes { $0.isEqualInConstantTime(to: digest) }
        } catch {
            throw .overloaded
        }
    }
}
