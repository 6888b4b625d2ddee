import Testing

@testable import Accounts

@Suite struct PasswordHashPolicyTests {
    @Test(
        "The setting is read",
        arguments: [
            ("bcrypt:12", PasswordHashPolicy.bcrypt(cost: 12)),
            ("bcrypt:4", .bcrypt(cost: 4)),
            ("bcrypt:31", .bcrypt(cost: 31)),
            ("argon2id:19,2,1", .argon2id(.minimumRecommended)),
            ("argon2id:1,1,1", .argon2id(Argon2idParameters(memory: 1024, passes: 1, lanes: 1))),
            ("argon2id:1024,2,16", .argon2id(Argon2idParameters(memory: 1_048_576, passes: 2, lanes: 16))),
        ])
    func reads(text: String, policy: PasswordHashPolicy) throws {
        #expect(try PasswordHashPolicy(parsing: text) == policy)
    }

    @Test(
        "Anything else is refused with what is accepted",
        arguments: [
            ("", PasswordHashPolicyError.unknownAlgorithm), ("bcrypt", .unknownAlgorithm), ("md5:1", .unknownAlgorithm),
            ("Bcrypt:12", .unknownAlgorithm), (" bcrypt:12", .unknownAlgorithm),
            ("bcrypt:", .invalidCost), ("bcrypt:3", .invalidCost), ("bcrypt:32", .invalidCost),
            ("bcrypt:+12", .invalidCost), ("bcrypt:12 ", .invalidCost), ("bcrypt:12:1", .invalidCost),
            ("bcrypt:99999999999999999999", .invalidCost),
            ("argon2id:", .invalidArgon2id), ("argon2id:19,2", .invalidArgon2id), ("argon2id:0,2,1", .invalidArgon2id),
            ("argon2id:19,0,1", .invalidArgon2id), ("argon2id:19,2,0", .invalidArgon2id),
            ("argon2id:19,17,1", .invalidArgon2id), ("argon2id:19,2,17", .invalidArgon2id),
            ("argon2id:1025,1,1", .invalidArgon2id), ("argon2id:1024,3,1", .invalidArgon2id),
            ("argon2id:19,2,1,x", .invalidArgon2id), ("argon2id:19,-2,1", .invalidArgon2id),
            ("argon2id:999999,1,1", .invalidArgon2id),
        ])
    func refuses(text: String, error: PasswordHashPolicyError) {
        #expect(throws: error) { try PasswordHashPolicy(parsing: text) }
    }

    @Test(
        "What guards less than OWASP asks for is weak",
        arguments: [
            ("bcrypt:9", true), ("bcrypt:10", false), ("argon2id:19,2,1", false), ("argon2id:46,1,1", false),
            ("argon2id:7,5,1", false), ("argon2id:7,4,1", true),
        ])
    func knowsWeakness(text: String, isWeak: Bool) throws {
        #expect(try PasswordHashPolicy(parsing: text).isWeak == isWeak)
    }

    @Test("bcrypt gets the passwords that it sees whole, Argon2id the others")
    func choosesScheme() {
        let policy = PasswordHashPolicy.bcrypt(cost: 5)
        let fallback = PasswordHashPolicy.argon2id(.minimumRecommended)
        #expect(policy.scheme(for: String(repeating: "x", count: 72)) == policy)
        #expect(policy.scheme(for: String(repeating: "ü", count: 36)) == policy)
        #expect(policy.scheme(for: String(repeating: "x", count: 73)) == fallback)
        #expect(policy.scheme(for: String(repeating: "ü", count: 36) + "x") == fallback)
        #expect(policy.scheme(for: "with\u{0}nul") == fallback)
        #expect(fallback.scheme(for: "short") == fallback)
    }
}
