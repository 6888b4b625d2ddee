import Testing

@testable import Accounts

@Suite struct PasswordHasherTests {
    private let hasher = PasswordHasher(policy: .bcrypt(cost: 4), threads: 2)

    @Test(
        "bcrypt hashes what it sees whole, with a salt of its own each time",
        arguments: ["correct horse", "", "pässwörd 🔑", String(repeating: "x", count: 72)])
    func hashesByBcrypt(password: String) async throws {
        let hash = try await hasher.hash(password)
        let other = try await hasher.hash(password)
        #expect(hash.hasPrefix("$2b$04$") && hash.utf8.count == 60)
        #expect(hash.prefix(29) != other.prefix(29))
        #expect(try await hasher.verify(password, against: hash) == .correct(needsRehash: false))
        #expect(try await hasher.verify("?" + password.dropFirst(), against: hash) == .wrong)
    }

    @Test(
        "Argon2id hashes what bcrypt would cut, and the last byte counts",
        arguments: [String(repeating: "x", count: 73), String(repeating: "🔑", count: 1024), "with\u{0}nul"])
    func hashesByArgon2id(password: String) async throws {
        let hash = try await hasher.hash(password)
        #expect(hash.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$") && hash.utf8.count <= 128)
        #expect(try await hasher.verify(password, against: hash) == .correct(needsRehash: false))
        #expect(try await hasher.verify(String(password.dropLast()), against: hash) == .wrong)
    }

    @Test("Under an Argon2id policy it hashes every password")
    func hashesByPolicy() async throws {
        let parameters = Argon2idParameters(memory: 64, passes: 3, lanes: 2)
        let hasher = PasswordHasher(policy: .argon2id(parameters), threads: 1)
        let hash = try await hasher.hash("short")
        #expect(hash.hasPrefix("$argon2id$v=19$m=64,t=3,p=2$"))
        #expect(try await hasher.verify("short", against: hash) == .correct(needsRehash: false))
        #expect(try await hasher.verify("Short", against: hash) == .wrong)
    }

    @Test("A password is taken byte by byte: composed and decomposed letters are two")
    func doesNotNormalise() async throws {
        let hash = try await hasher.hash("caf\u{E9} au lait")
        #expect(try await hasher.verify("cafe\u{301} au lait", against: hash) == .wrong)
    }

    @Test("Nothing matches no hash", arguments: [nil, "", "!", "$2b$04$", "plain text"] as [String?])
    func refusesWithoutHash(hash: String?) async throws {
        for password in ["", "plain text", "with\u{0}nul"] {
            #expect(try await hasher.verify(password, against: hash) == .wrong)
        }
    }

    @Test(
        "A wrong answer takes the time of a hash, whatever the account has",
        arguments: [
            nil, "!", "$2b$10$uABuqmwLv5FUJEYfaNyNj.0Q/7gkUWNbbSa751I/xBYS8gIIfQoci",
            "$2b$31$uABuqmwLv5FUJEYfaNyNj.0Q/7gkUWNbbSa751I/xBYS8gIIfQoci",
            "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        ] as [String?], ["correct horse", "with\u{0}nul", String(repeating: "x", count: 100)])
    func worksForWrongAnswers(hash: String?, password: String) async throws {
        let hasher = PasswordHasher(policy: .bcrypt(cost: 10), threads: 1)
        let start = ContinuousClock.now
        #expect(try await hasher.verify(password, against: hash) == .wrong)
        // Cost 10 alone is tens of milliseconds; without the work it takes microseconds.
        #expect(ContinuousClock.now - start > .milliseconds(10))
    }

    @Test("A long password with a bcrypt hash is compared by its first 72 bytes, and kept as it is")
    func adoptsLongPasswords() async throws {
        let seen = String(repeating: "x", count: 72)
        let hash = try await hasher.hash(seen)
        #expect(try await hasher.verify(seen + "anything", against: hash) == .correct(needsRehash: false))
        #expect(
            try await hasher.verify(seen + String(repeating: "y", count: 900), against: hash)
                == .correct(needsRehash: false))
        #expect(try await hasher.verify(String(seen.dropLast()), against: hash) == .wrong)
    }

    @Test("A NUL does not end a password for bcrypt")
    func seesPastNUL() async throws {
        let hash = try await hasher.hash("before")
        #expect(try await hasher.verify("before\u{0}", against: hash) == .wrong)
        #expect(try await hasher.verify("before\u{0}after", against: hash) == .wrong)
    }

    @Test(
        "A hash needs replacing when it is weaker than the policy or of another kind",
        arguments: [
            ("bcrypt:4", "bcrypt:5", true), ("bcrypt:5", "bcrypt:4", false), ("bcrypt:4", "argon2id:1,1,1", true),
            ("argon2id:1,1,1", "bcrypt:4", true), ("argon2id:1,1,1", "argon2id:2,1,1", true),
            ("argon2id:1,1,1", "argon2id:1,2,1", true), ("argon2id:2,2,1", "argon2id:1,1,1", false),
            ("argon2id:1,1,1", "argon2id:1,1,2", false),
        ])
    func asksForRehash(old: String, new: String, needsRehash: Bool) async throws {
        let hash = try await PasswordHasher(policy: PasswordHashPolicy(parsing: old), threads: 1).hash("correct horse")
        let hasher = try PasswordHasher(policy: PasswordHashPolicy(parsing: new), threads: 1)
        #expect(try await hasher.verify("correct horse", against: hash) == .correct(needsRehash: needsRehash))
    }

    @Test("With its queue full it is overloaded, and recovers")
    func boundsItsQueue() async throws {
        let hasher = PasswordHasher(policy: .bcrypt(cost: 8), threads: 1, queueLimit: 1)
        let refusals = await withTaskGroup(of: PasswordHasherError?.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    do throws(PasswordHasherError) {
                        _ = try await hasher.hash("x")
                        return nil
                    } catch {
                        return error
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(refusals.contains(.overloaded))
        #expect(refusals.contains(nil))
        #expect(try await hasher.hash("correct horse").hasPrefix("$2b$08$"))
    }

    @Test("A cancelled caller goes on at once")
    func obeysCancellation() async throws {
        let hasher = PasswordHasher(policy: .bcrypt(cost: 12), threads: 1)
        let task = Task { try await hasher.hash("correct horse") }
        task.cancel()
        await #expect(throws: PasswordHasherError.cancelled) { try await task.value }
    }

    @Test("After its end it is overloaded")
    func shutsDown() async throws {
        let hasher = PasswordHasher(policy: .bcrypt(cost: 4), threads: 1)
        hasher.shutDown()
        await #expect(throws: PasswordHasherError.overloaded) { try await hasher.hash("correct horse") }
    }
}
