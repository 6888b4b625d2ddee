/// Why a text is no `PasswordHashPolicy`; its description says what is accepted.
public enum PasswordHashPolicyError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Neither `bcrypt:` nor `argon2id:` begins the text.
    case unknownAlgorithm
    /// What follows `bcrypt:` is no number from 4 to 31.
    case invalidCost
    /// What follows `argon2id:` is not three numbers within their limits.
    case invalidArgon2id

    /// One sentence for the person who wrote the setting.
    public var description: String {
        switch self {
        case .unknownAlgorithm:
            "not a known way to hash; bcrypt:COST or argon2id:MiB,t,p is accepted, bcrypt:12 for instance"
        case .invalidCost:
            "the cost of bcrypt is a whole number from 4 to 31, bcrypt:12 for instance"
        case .invalidArgon2id:
            "argon2id takes memory (1 to 1024 MiB), passes (1 to 16) and lanes (1 to 16), memory times passes at most "
                + "2048, argon2id:19,2,1 for instance"
        }
    }
}
