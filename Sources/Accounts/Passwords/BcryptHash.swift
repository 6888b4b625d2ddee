import CCrypt
import Glibc

/// A bcrypt hash in the format of `crypt`(5): `$2b$`, two digits of cost, 22 characters of salt, 31 of digest.
struct BcryptHash: Sendable {
    /// The costs that bcrypt knows: 2 to their power is the number of rounds.
    static let costs = 4...31
    /// The highest cost that is read unless the policy asks for more itself: about 3 s of a core.
    static let foreignCostLimit = 16

    /// How many bytes of a password count.
    private static let visibleBytes = 72
    /// `$2b$12$` and 22 characters: all but the digest.
    private static let settingLength = 29
    private static let length = 60

    /// The hash as it is stored.
    let text: String
    /// The base-2 logarithm of the number of rounds.
    let cost: Int

    /// Reads a hash; nil for another format or a cost beyond `costLimit`.
    init?(_ text: String, costLimit: Int) {
        let bytes = Array(text.utf8)
        guard bytes.count == Self.length, ["$2a$", "$2b$", "$2y$"].contains(text.prefix(4)),
            bytes[6] == UInt8(ascii: "$"), bytes[4...5].allSatisfy({ (0x30...0x39).contains($0) }),
            bytes[7...].allSatisfy(Self.isBase64), let cost = Int(text.dropFirst(4).prefix(2)),
            Self.costs.contains(cost), cost <= costLimit
        else { return nil }
        self.text = text
        self.cost = cost
    }

    /// A well-formed hash that is no password's.
    init(dummyWithCost cost: Int) {
        let digits = cost < 10 ? "0\(cost)" : "\(cost)"
        text = "$2b$\(digits)$" + String(repeating: ".", count: Self.length - 7)
        self.cost = cost
    }

    /// Whether bcrypt takes the whole password into account.
    static func sees(allOf password: String) -> Bool {
        password.utf8.count <= visibleBytes && !password.utf8.contains(0)
    }

    /// Hashes a password with a salt from the system's random numbers.
    ///
    /// - Throws: `PasswordHasherError.overloaded` when the system has no memory or no random numbers.
    static func make(of password: String, cost: Int) throws(PasswordHasherError) -> String {
        var setting = [CChar](repeating: 0, count: Int(CRYPT_GENSALT_OUTPUT_SIZE))
        guard crypt_gensalt_rn("$2b$", UInt(cost), nil, 0, &setting, Int32(setting.count)) != nil,
            let hash = crypt(password, setting: setting)
        else { throw .overloaded }
        return String(decoding: hash, as: UTF8.self)
    }

    /// Compares in constant time; nil, without work, for a password with a NUL.
    func matches(_ password: String) throws(PasswordHasherError) -> Bool? {
        if password.utf8.contains(0) { return nil }
        guard let hash = Self.crypt(password, setting: Array(text.utf8CString)) else { throw .overloaded }
        // The digests alone: other libraries leave the unused bits of the salt's last character as they find them.
        return hash.dropFirst(Self.settingLength).isEqualInConstantTime(to: text.utf8.dropFirst(Self.settingLength))
    }

    /// crypt_rn on the bytes that count: it refuses phrases of more than 511.
    private static func crypt(_ password: String, setting: [CChar]) -> [UInt8]? {
        let phrase = password.utf8.prefix(visibleBytes).map(CChar.init(bitPattern:)) + [0]
        // Too large for a stack; the library wipes its own part of it, not the output.
        let size = MemoryLayout<crypt_data>.size
        let data = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: MemoryLayout<crypt_data>.alignment)
        memset(data, 0, size)
        defer {
            explicit_bzero(data, size)
            data.deallocate()
        }
        guard let output = crypt_rn(phrase, setting, data, Int32(size)) else { return nil }
        let hash = Array(UnsafeRawBufferPointer(start: output, count: strlen(output)))
        return hash.count == length ? hash : nil
    }

    private static func isBase64(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ".")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }
}
