import Testing

@testable import Accounts

@Suite struct PublicKeyTests {
    @Test func `The thumbprint of RFC 7638's example is that of its section 3.1`() throws {
        let modulus =
            "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknj"
            + "hMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQ"
            + "vRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzK"
            + "nqDKgw"
        let key = PublicKey.rsa(
            modulus: try #require(Base64URL.decode(modulus.utf8)), exponent: try #require(Base64URL.decode("AQAB".utf8))
        )
        #expect(key.id == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs")
        #expect(key.parameters == ["kty": "RSA", "n": modulus, "e": "AQAB"])
    }

    @Test func `The thumbprint of RFC 8037's example is that of its appendix A.3`() throws {
        let x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
        let key = PublicKey.ed25519(try #require(Base64URL.decode(x.utf8)))
        #expect(key.id == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k")
    }

    /// Thumbprints that PyJWT and Python's hashlib made of the same keys.
    @Test(arguments: [
        (PEMSamples.p256, "c_9SEJnnBVf9WFNWH4q3nRKvyLQjX4XHu6gr2vYu_ko"),
        (PEMSamples.rsa, "cT1fjed7RyGRZIVDAMMiXiY7MPpG5IwAxMsCL8EhnGk"),
    ])
    func `Another implementation finds the same thumbprint`(pem: String, id: String) throws {
        #expect(try PrivateKey(pem: pem).publicKey.id == id)
    }

    @Test func `A key set shows public halves alone, the signing key's first`() throws {
        let (signing, verifying) = (try PrivateKey.generate(.ed25519), try PrivateKey.generate(.p256))
        let secret = Array("a secret that is used in tests alone".utf8)
        #expect(KeySet(secret: secret).publicKeys.isEmpty)
        let keys = KeySet(signing: signing, verifying: [verifying], secret: secret)
        #expect(keys.publicKeys == [signing.publicKey, verifying.publicKey])
    }
}
