import Crypto
import CryptoExtras
import Foundation

/// A hash of Django's `ScryptPasswordHasher`: `scrypt$N$salt$r$p$digest`, the digest in Base64 (RFC 7914).
struct DjangoScryptHash: Sendable {
    /// The most memory that is granted, in bytes: 256 MiB (128 times *N* times *r*); Django 5.2 asks for 16.
    static let memoryLimit = 256 << 20
    /// The most of *N* times *r* times *p*: about 3 s of a core.
    static let workLimit = 1 << 23
    /// The largest block; swift-crypto gives larger ones too little memory when *p* is 1.
    static let blockSizeLimit = 16

    private static let digestLength = 64

    /// RFC 7914's *N*.
    private let workFactor: Int
    /// RFC 7914's *r*.
    private let blockSize: Int
    /// RFC 7914's *p*.
    private let parallelism: Int
    /// As text: Django uses the very characters that are stored.
    private let salt: String
    private let digest: Data

    /// Reads a hash; nil for another format or a cost beyond the limits.
    init?(_ text: String) {
        let fields = text.split(separator: "$", omittingEmptySubsequences: false)
        guard fields.count == 6, fields[0] == "scrypt", let workFactor = Int32(fields[1]), !fields[2].isEmpty,
            let blockSize = Int32(fields[3]), let parallelism = Int32(fields[4]),
            let digest = Data(base64Encoded: String(fields[5])), digest.count == Self.digestLength,
            workFactor > 1, workFactor.nonzeroBitCount == 1, (1...Int32(Self.blockSizeLimit)).contains(blockSize),
            (1...1024).contains(parallelism), 128 * Int(workFactor) * Int(blockSize) <= Self.memoryLimit,
            Int(workFactor) * Int(blockSize) * Int(parallelism) <= Self.workLimit
        else { return nil }
        self.workFactor = Int(workFactor)
        self.blockSize = Int(blockSize)
        self.parallelism = Int(parallelism)
        salt = String(fields[2])
        self.digest = digest
    }

    /// Compares in constant time.
    func matches(_ password: String) throws(PasswordHasherError) -> Bool? {
        do {
            let key = try KDF.Scrypt.deriveKey(
                from: password.keyBytes, salt: Array(salt.utf8), outputByteCount: Self.digestLength,
                rounds: workFactor, blockSize: blockSize, parallelism: parallelism)
            return key.withUnsafeBytes { $0.isEqualInConstantTime(to: digest) }
        } catch {
            throw .overloaded
        }
    }
}
