import CArgon2
import Foundation

/// An Argon2id hash in the PHC string format: `$argon2id$v=19$m=19456,t=2,p=1$salt$digest` (RFC 9106).
struct Argon2idHash: Sendable {
    private static let saltLength = 16
    private static let digestLength = 32
    /// What the library reads at least, in bytes.
    private static let minimumSaltLength = 8
    private static let minimumDigestLength = 4

    /// What it costs.
    let parameters: Argon2idParameters
    private let salt: [UInt8]
    private let digest: [UInt8]

    /// Reads a hash of version 0x13; nil for another format or parameters that are not bearable.
    init?(_ text: String) {
        let fields = text.split(separator: "$", omittingEmptySubsequences: false)
        guard fields.count == 6, text.utf8.count <= 512, fields[0].isEmpty, fields[1] == "argon2id",
            fields[2] == "v=19", let parameters = Self.parameters(fields[3]), parameters.isBearable,
            let salt = Self.bytes(fields[4]), salt.count >= Self.minimumSaltLength,
            let digest = Self.bytes(fields[5]), digest.count >= Self.minimumDigestLength
        else { return nil }
        self.init(parameters: parameters, salt: salt, digest: digest)
    }

    /// A well-formed hash that is no password's.
    init(dummyWith parameters: Argon2idParameters) {
        self.init(
            parameters: parameters, salt: Array(repeating: 0, count: Self.saltLength),
            digest: Array(repeating: 0, count: Self.digestLength))
    }

    private init(parameters: Argon2idParameters, salt: [UInt8], digest: [UInt8]) {
        self.parameters = parameters
        self.salt = salt
        self.digest = digest
    }

    /// Hashes a password with 16 random bytes of salt to 32 bytes of digest.
    ///
    /// - Throws: `PasswordHasherError.overloaded` when there is no memory for it.
    static func make(of password: String, parameters: Argon2idParameters) throws(PasswordHasherError) -> String {
        var generator = SystemRandomNumberGenerator()
        let salt = (0..<saltLength).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let (status, digest) = compute(password, parameters: parameters, salt: salt, length: digestLength)
        guard status == ARGON2_OK else { throw .overloaded }
        return "$argon2id$v=19$m=\(parameters.memory),t=\(parameters.passes),p=\(parameters.lanes)$"
            + "\(base64(salt))$\(base64(digest))"
    }

    /// Compares in constant time; nil when the library can't read it after all.
    func matches(_ password: String) throws(PasswordHasherError) -> Bool? {
        let (status, computed) = Self.compute(password, parameters: parameters, salt: salt, length: digest.count)
        switch status {
        case ARGON2_OK: return computed.isEqualInConstantTime(to: digest)
        case ARGON2_MEMORY_ALLOCATION_ERROR, ARGON2_THREAD_FAIL: throw .overloaded
        default: return nil
        }
    }

    /// The digest of a password, of `length` bytes, in memory of `Argon2idMemory`.
    private static func compute(
        _ password: String, parameters: Argon2idParameters, salt: [UInt8], length: Int
    ) -> (status: argon2_error_codes, digest: [UInt8]) {
        var (password, salt, digest) = (Array(password.utf8), salt, [UInt8](repeating: 0, count: length))
        var context = argon2_context()
        context.t_cost = UInt32(parameters.passes)
        context.m_cost = UInt32(parameters.memory)
        context.lanes = UInt32(parameters.lanes)
        context.threads = context.lanes
        context.version = UInt32(ARGON2_VERSION_13.rawValue)
        context.allocate_cbk = { memory, size in
            memory?.pointee = Argon2idMemory.shared.allocate(size)?.assumingMemoryBound(to: UInt8.self)
            return memory?.pointee == nil ? ARGON2_MEMORY_ALLOCATION_ERROR.rawValue : ARGON2_OK.rawValue
        }
        context.free_cbk = { memory, size in
            if let memory { Argon2idMemory.shared.free(memory, size: size) }
        }
        let status = password.withUnsafeMutableBufferPointer { password in
            salt.withUnsafeMutableBufferPointer { salt in
                digest.withUnsafeMutableBufferPointer { digest in
                    (context.pwd, context.pwdlen) = (password.baseAddress, UInt32(password.count))
                    (context.salt, context.saltlen) = (salt.baseAddress, UInt32(salt.count))
                    (context.out, context.outlen) = (digest.baseAddress, UInt32(digest.count))
                    return argon2id_ctx(&context)
                }
            }
        }
        return (argon2_error_codes(status), digest)
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

    /// A number without a sign or leading zeros.
    private static func number(_ text: Substring, after name: String) -> Int? {
        guard text.hasPrefix(name), let number = Int32(text.dropFirst(name.count)), "\(name)\(number)" == text
        else { return nil }
        return Int(number)
    }

    /// What Base64 without padding stands for; nil for what is not exactly the Base64 of its bytes.
    private static func bytes(_ text: Substring) -> [UInt8]? {
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        guard let bytes = Data(base64Encoded: text + padding).map(Array.init), base64(bytes) == text else { return nil }
        return bytes
    }

    /// Base64 without padding.
    private static func base64(_ bytes: [UInt8]) -> String {
        let text = Data(bytes).base64EncodedString()
        return String(text.prefix { $0 != "=" })
    }
}
