import CArgon2
import Foundation

/// An Argon2id hash in the PHC string format: `$argon2id$v=19$m=19456,t=2,p=1$salt$digest` (RFC 9106).
struct Argon2idHash: Sendable {
    private static let saltLength = 16
    private static let digestLength = 32
    /// What the library reads at least, in bytes.
    private static let minimumSaltLength = 8
    private static let minimumDigestLength = 4

    /// The hash as it is stored.
    let text: String
    /// What it costs.
    let parameters: Argon2idParameters

    /// Reads a hash of version 0x13; nil for another format or parameters that are not bearable.
    init?(_ text: String) {
        let fields = text.split(separator: "$", omittingEmptySubsequences: false)
        guard fields.count == 6, text.utf8.count <= 512, fields[0].isEmpty, fields[1] == "argon2id",
            fields[2] == "v=19", let parameters = Self.parameters(fields[3]), parameters.isBearable,
            let salt = Self.byteCount(fields[4]), salt >= Self.minimumSaltLength,
            let digest = Self.byteCount(fields[5]), digest >= Self.minimumDigestLength
        else { return nil }
        self.text = text
        self.parameters = parameters
    }

    /// A well-formed hash that is no password's.
    init(dummyWith parameters: Argon2idParameters) {
        text =
            "$argon2id$v=19$m=\(parameters.memory),t=\(parameters.passes),p=\(parameters.lanes)$"
            + String(repeating: "A", count: 22) + "$" + String(repeating: "A", count: 43)
        self.parameters = parameters
    }

    /// Hashes a password with 16 random bytes of salt to 32 bytes of digest.
    ///
    /// - Throws: `PasswordHasherError.overloaded` when there is no memory for it.
    static func make(of password: String, parameters: Argon2idParameters) throws(PasswordHasherError) -> String {
        var generator = SystemRandomNumberGenerator()
        let salt = (0..<saltLength).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let bytes = Array(password.utf8)
        let (passes, memory, lanes) = (UInt32(parameters.passes), UInt32(parameters.memory), UInt32(parameters.lanes))
        let length = argon2_encodedlen(
            passes, memory, lanes, UInt32(saltLength), UInt32(digestLength), Argon2_id)
        var encoded = [CChar](repeating: 0, count: length)
        let status = argon2id_hash_encoded(
            passes, memory, lanes, bytes, bytes.count, salt, saltLength, digestLength, &encoded, length)
        guard status == ARGON2_OK.rawValue else { throw .overloaded }
        return String(decoding: encoded.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Compares in constant time; nil when the library can't read it after all.
    func matches(_ password: String) throws(PasswordHasherError) -> Bool? {
        let bytes = Array(password.utf8)
        switch argon2_error_codes(argon2id_verify(text, bytes, bytes.count)) {
        case ARGON2_OK: return true
        case ARGON2_VERIFY_MISMATCH: return false
        case ARGON2_MEMORY_ALLOCATION_ERROR, ARGON2_THREAD_FAIL: throw .overloaded
        default: return nil
        }
    }

    /// `m=…,t=…,p=…` in this order, without the optional `keyid` and `data`.
    private static func parameters(_ text: Substring) -> Argon2idParameters? {
        let fields = text.split(separator: ",", omittingEmptySubsequences: false)
        guard fields.count == 3, let memory = number(fields[0], after: "m="),
            let passes = number(fields[1], after: "t="),
            let lanes = number(fields[2], after: "p=")
        else { return nil }
        return Argon2idParameters(memory: memory, passes: passes, lanes: lanes)
    }

    /// A number as the library reads it: without a sign or leading zeros.
    private static func number(_ text: Substring, after name: String) -> Int? {
        guard text.hasPrefix(name), let number = Int32(text.dropFirst(name.count)), "\(name)\(number)" == text
        else { return nil }
        return Int(number)
    }

    /// How many bytes there are; nil for what is not exactly what they are in Base64 without padding, as the library reads it.
    private static func byteCount(_ base64: Substring) -> Int? {
        let padding = String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)
        guard let bytes = Data(base64Encoded: base64 + padding), bytes.base64EncodedString() == base64 + padding
        else { return nil }
        return bytes.count
    }
}
