import Testing

@testable import Accounts

@Suite struct KeyedHashTests {
    private static let secret = Array("a secret that is used in tests alone".utf8)
    private static let message = Array("message".utf8)

    @Test func `A code is HMAC-SHA256 under a key of HKDF-SHA256, as Python's hmac finds it`() {
        let code = KeyedHash(keys: KeySet(secret: Self.secret), purpose: "mail").code(for: Self.message)
        #expect(code.hexadecimal == "94e3dcd5d94703b8290b129804653ecc78217f40876b96fb46907c2c32d03fa3")
    }

    @Test func `Codes of different purposes and keys have nothing in common`() throws {
        let keys = [
            KeySet(secret: Self.secret), KeySet(secret: Self.secret.reversed()),
            KeySet(signing: try .generate(.ed25519)), KeySet(signing: try .generate(.p256)),
            KeySet(signing: try .generate(.rsa)),
        ]
        let codes = keys.flatMap { keys in
            ["mail", "refresh"].map { KeyedHash(keys: keys, purpose: $0).code(for: Self.message) }
        }
        #expect(Set(codes).count == 10)
    }

    @Test func `A code survives a rotation for as long as its key verifies`() throws {
        let (old, new) = (try PrivateKey.generate(.p256), try PrivateKey.generate(.ed25519))
        func hash(_ keys: KeySet) -> KeyedHash { KeyedHash(keys: keys, purpose: "mail") }
        let bySecret = hash(KeySet(secret: Self.secret)).code(for: Self.message)
        let byOld = hash(KeySet(signing: old, secret: Self.secret)).code(for: Self.message)

        let rotated = hash(KeySet(signing: new, verifying: [old], secret: Self.secret))
        #expect(rotated.isCode(bySecret, for: Self.message) && rotated.isCode(byOld, for: Self.message))
        #expect(rotated.codes(for: Self.message) == [rotated.code(for: Self.message), byOld, bySecret])
        #expect(!rotated.isCode(byOld, for: Self.message + [0]) && !rotated.isCode([], for: Self.message))
        #expect(!rotated.isCode(Array(byOld.dropLast()), for: Self.message))

        let ended = hash(KeySet(signing: new))
        #expect(!ended.isCode(byOld, for: Self.message) && !ended.isCode(bySecret, for: Self.message))
        #expect(ended.isCode(rotated.code(for: Self.message), for: Self.message))
    }
}
