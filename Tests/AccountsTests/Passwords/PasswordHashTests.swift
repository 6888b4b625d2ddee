import Testing

@testable import Accounts

@Suite struct PasswordHashTests {
    private let policy = PasswordHashPolicy.bcrypt(cost: 4)

    @Test(
        "Hashes of other programs are verified",
        arguments: StoredHash.cryptBlowfish + StoredHash.pythonBcrypt + StoredHash.argon2id + StoredHash.django)
    func verifies(stored: StoredHash) throws {
        let hash = try #require(PasswordHash(reading: stored.text, policy: policy))
        #expect(try hash.matches(stored.password) == true)
        // In front, because bcrypt rightly ignores what follows the 72nd byte.
        #expect(try hash.matches("x" + stored.password.dropFirst()) == (stored.password.first == "x"))
        #expect(try hash.matches(stored.password.isEmpty ? "x" : "") == false)
    }

    @Test("Hashes of other kinds need replacing", arguments: StoredHash.argon2id + StoredHash.django)
    func replacesOthers(stored: StoredHash) throws {
        #expect(try #require(PasswordHash(reading: stored.text, policy: policy)).needsRehash(under: policy))
    }

    @Test(
        "Other formats, malformed hashes and costs beyond the limits are unreadable",
        arguments: [
            "", "$", "$$$$$", "!\(StoredHash.pythonBcrypt[0].text)", "\(StoredHash.pythonBcrypt[0].text) ",
            "$2x$04$DxJ50QNCTtn5Ma9OPUJqgeVQDxhQHbFS7bNQrEOYIiCGVIqjU1R3u",
            "$2b$03$DxJ50QNCTtn5Ma9OPUJqgeVQDxhQHbFS7bNQrEOYIiCGVIqjU1R3u",
            "$2b$17$DxJ50QNCTtn5Ma9OPUJqgeVQDxhQHbFS7bNQrEOYIiCGVIqjU1R3u",
            "$2b$+4$DxJ50QNCTtn5Ma9OPUJqgeVQDxhQHbFS7bNQrEOYIiCGVIqjU1R3u",
            "$2b$04$DxJ50QNCTtn5Ma9OPUJqgeVQDxhQHbFS7bNQrEOYIiCGVIqjU1R3",
            "$2b$04$DxJ50QNCTtn5Ma9OPUJqgeVQDxhQHbFS7bNQrEOYIiCGVIqjU1R3-",
            "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$argon2id$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$argon2id$v=16$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$argon2id$v=19$m=256,t=2$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$argon2id$v=19$m=1048577,t=1,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$argon2id$v=19$m=1048576,t=3,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$argon2id$v=19$m=256,t=4294967295,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$argon2id$v=19$m=256,t=2,p=17$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "pbkdf2_sha256$0$seasalt2$oksQ9Bdi8Bce0okH61Cis7qICJfP+cYfDOnMdNPMzK8=",
            "pbkdf2_sha256$-1$seasalt2$oksQ9Bdi8Bce0okH61Cis7qICJfP+cYfDOnMdNPMzK8=",
            "pbkdf2_sha256$10000001$seasalt2$oksQ9Bdi8Bce0okH61Cis7qICJfP+cYfDOnMdNPMzK8=",
            "pbkdf2_sha256$1000$$oksQ9Bdi8Bce0okH61Cis7qICJfP+cYfDOnMdNPMzK8=",
            "pbkdf2_sha256$1000$seasalt2$oksQ9Bdi8Bce0okH61Cis7qICJfP+cYfDOnMdNPM",
            "pbkdf2_sha256$1000$seasalt2$", "pbkdf2_sha1$1000$seasalt2$oksQ9Bdi8Bce0okH61Cis7qICJc=",
            "scrypt$1023$seasalt2$8$5$\(StoredHash.scryptDigest)", "scrypt$1$seasalt2$8$5$\(StoredHash.scryptDigest)",
            "scrypt$-1024$seasalt2$8$5$\(StoredHash.scryptDigest)", "scrypt$1024$$8$5$\(StoredHash.scryptDigest)",
            "scrypt$1024$seasalt2$0$5$\(StoredHash.scryptDigest)",
            "scrypt$1024$seasalt2$8$0$\(StoredHash.scryptDigest)",
            "scrypt$1024$seasalt2$17$1$\(StoredHash.scryptDigest)",
            "scrypt$524288$seasalt2$8$1$\(StoredHash.scryptDigest)",
            "scrypt$131072$seasalt2$8$9$\(StoredHash.scryptDigest)", "scrypt$1024$seasalt2$8$5$AAAA",
        ])
    func refuses(text: String) {
        #expect(PasswordHash(reading: text, policy: policy) == nil)
    }

    @Test("A cost that the policy itself asks for is always read")
    func readsItsOwnCost() {
        let text = "$2b$17$DxJ50QNCTtn5Ma9OPUJqgeVQDxhQHbFS7bNQrEOYIiCGVIqjU1R3u"
        #expect(PasswordHash(reading: text, policy: .bcrypt(cost: 17)) != nil)
    }

    @Test(
        "An Argon2id hash that the library can't decode is unreadable",
        arguments: [
            "m=256,t=2,p=1$$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "m=256,t=2,p=1$ยง$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "m=256,t=2,p=1$c2FsdA$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "m=256,t=2,p=1$AA AA$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "m=256,t=2,p=1$c29tZXNhbHR=$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "m=256,t=2,p=1$c29tZXNhbHR$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/)",
            "m=256,t=2,p=1$c29tZXNhbHQ$nf65", "m=256,t=2,p=1$c29tZXNhbHQ$", "m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgL\0",
            "m=+256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "m=256,t=02,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        ])
    func refusesUndecodable(rest: String) throws {
        #expect(PasswordHash(reading: "$argon2id$v=19$\(rest)", policy: policy) == nil)
    }

    @Test(
        "The dummy is a real hash at the policy's cost that no password matches",
        arguments: [PasswordHashPolicy.bcrypt(cost: 4), .argon2id(Argon2idParameters(memory: 64, passes: 1, lanes: 1))])
    func makesDummies(policy: PasswordHashPolicy) throws {
        let dummy = PasswordHash(dummyFor: policy)
        #expect(try dummy.matches("correct horse") == false)
        #expect(!dummy.needsRehash(under: policy))
    }
}
