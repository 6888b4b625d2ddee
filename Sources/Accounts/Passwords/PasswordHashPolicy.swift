/// How new passwords are hashed: the setting `PASSWORD_HASH`, `bcrypt:COST` or `argon2id:MiB,t,p`.
public enum PasswordHashPolicy: Hashable, Sendable {
    /// bcrypt with 2 to the power of `cost` rounds; passwords that it would cut get Argon2id.
    case bcrypt(cost: Int)
    /// Argon2id for every password.
    case argon2id(Argon2idParameters)

    /// bcrypt with cost 12: 175 ms of a core.
    public static let `default` = PasswordHashPolicy.bcrypt(cost: 12)

    /// Reads the setting.
    ///
    /// bcrypt's cost is 4 to 31; Argon2id's limits are those within which stored hashes are read: 1 to 1024 MiB, 1 to 16
    /// passes, 1 to 16 lanes, memory times passes at most 2048 MiB.
    public init(parsing text: String) throws(PasswordHashPolicyError) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        switch (parts.first, parts.count) {
        case ("bcrypt", 2):
            guard let cost = Self.number(parts[1]), BcryptHash.costs.contains(cost) else { throw .invalidCost }
            self = .bcrypt(cost: cost)
        case ("argon2id", 2):
            let numbers = parts[1].split(separator: ",", omittingEmptySubsequences: false).compactMap(Self.number)
            // Counting the commas refuses `19,2,1,x`, whose last number is dropped above.
            guard numbers.count == 3, parts[1].count(where: { $0 == "," }) == 2 else { throw .invalidArgon2id }
            let parameters = Argon2idParameters(memory: numbers[0] * 1024, passes: numbers[1], lanes: numbers[2])
            guard parameters.isBearable else { throw .invalidArgon2id }
            self = .argon2id(parameters)
        default:
            throw .unknownAlgorithm
        }
    }

    /// Whether the setting deserves a warning: bcrypt under 10, or Argon2id under what OWASP asks for.
    public var isWeak: Bool {
        switch self {
        case .bcrypt(let cost): cost < 10
        case .argon2id(let parameters): parameters.memory * parameters.passes < 7 * 1024 * 5
        }
    }

    /// How this very password is hashed: bcrypt sees 72 bytes and stops at a NUL, so other passwords get Argon2id.
    func scheme(for password: String) -> PasswordHashPolicy {
        switch self {
        case .bcrypt where BcryptHash.sees(allOf: password): self
        case .bcrypt: .argon2id(.minimumRecommended)
        case .argon2id: self
        }
    }

    /// All that `scheme(for:)` answers.
    var schemes: [PasswordHashPolicy] {
        switch self {
        case .bcrypt: [self, .argon2id(.minimumRecommended)]
        case .argon2id: [self]
        }
    }

    /// A number of at most six digits, so that what is made of it can't overflow.
    private static func number(_ text: Substring) -> Int? {
        guard (1...6).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text)
    }
}
