import Testing

@testable import Accounts

@Suite struct PrivateKeyTests {
    @Test(arguments: [
        (PEMSamples.ed25519, SignatureAlgorithm.edDSA), (PEMSamples.p256, .es256), (PEMSamples.rsa, .rs256),
        (PEMSamples.p256WithParameters, .es256), (PEMSamples.rsaTraditional, .rs256),
        ("a comment\n" + PEMSamples.ed25519.replacing("\n", with: " \r\n") + "\n\n", .edDSA),
    ])
    func `A key is read in each of its forms, and its algorithm follows from it`(
        pem: String, algorithm: SignatureAlgorithm
    ) throws {
        #expect(try PrivateKey(pem: pem).publicKey.algorithm == algorithm)
    }

    @Test func `A key is the same one in whichever form it was read`() throws {
        for (one, other) in [
            (PEMSamples.p256, PEMSamples.p256WithParameters), (PEMSamples.rsa, PEMSamples.rsaTraditional),
        ] {
            let (one, other) = (try PrivateKey(pem: one), try PrivateKey(pem: other))
            #expect(one.publicKey == other.publicKey && one.secretBytes == other.secretBytes)
        }
    }

    @Test(arguments: [
        (PEMSamples.x25519, PrivateKeyError.unsupported), (PEMSamples.p384, .unsupported),
        (PEMSamples.rsa1024, .tooShort(bits: 1024)), (PEMSamples.encrypted, .encrypted),
        (PEMSamples.encryptedTraditional, .encrypted), (PEMSamples.publicOnly, .publicOnly),
        (String(PEMSamples.rsa.prefix(400)), .unsupported),
        (PEMSamples.p256.replacing("MIGH", with: "MIGG"), .unsupported),
        (PEMSamples.p256.replacing("PRIVATE KEY", with: "EC PRIVATE KEY"), .unsupported),
        ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", .publicOnly),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----", .unsupported),
        ("-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----", .unsupported),
        ("-----BEGIN PRIVATE KEY-----", .unsupported), ("-----BEGIN -----", .noPEM), ("", .noPEM), ("MC4CAQA", .noPEM),
    ])
    func `What can't sign is told apart`(pem: String, error: PrivateKeyError) {
        #expect(throws: error) { try PrivateKey(pem: pem) }
    }

    @Test(arguments: [PrivateKey.Kind.ed25519, .p256, .rsa])
    func `A new key is written as PKCS#8 and read back`(kind: PrivateKey.Kind) throws {
        let key = try PrivateKey.generate(kind)
        #expect(
            key.pem.hasPrefix("-----BEGIN PRIVATE KEY-----\n") && key.pem.hasSuffix("\n-----END PRIVATE KEY-----\n"))
        let again = try PrivateKey(pem: key.pem)
        #expect(again.publicKey == key.publicKey && again.secretBytes == key.secretBytes)
        #expect(try PrivateKey.generate(kind).publicKey != key.publicKey)
    }
}
