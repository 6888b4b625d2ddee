import SocketServer
import Testing

/// What is agreed on with clients, as `openssl s_client` sees it.
@Suite struct TLSPolicyTests {
    /// Without a level of its own the client would refuse before it asks.
    private static let anything = ["-cipher", "ALL:COMPLEMENTOFALL:@SECLEVEL=0"]

    @Test(arguments: [("-tls1_2", "TLSv1.2"), ("-tls1_3", "TLSv1.3")])
    func `TLS 1.2 and 1.3 are spoken`(option: String, name: String) async throws {
        try await withServer(tls: try TestCertificate().identity(), handler: Handlers.ok) { _, address in
            let result = try OpenSSL.connect(address, [option])
            #expect(result.status == 0 && result.output.contains("New, \(name), Cipher is "), "\(result.output)")
            #expect(result.output.contains("Compression: NONE"))
        }
    }

    @Test(arguments: ["-tls1", "-tls1_1"])
    func `Older versions are refused`(option: String) async throws {
        try await withServer(tls: try TestCertificate().identity(), handler: Handlers.ok) { _, address in
            let result = try OpenSSL.connect(address, [option] + Self.anything)
            #expect(result.status != 0 && result.output.contains("alert protocol version"), "\(result.output)")
        }
    }

    @Test(arguments: [
        "AES128-GCM-SHA256", "AES256-SHA", "ECDHE-RSA-AES128-SHA256", "ECDHE-RSA-AES256-SHA",
        "DHE-RSA-AES128-GCM-SHA256", "ECDHE-RSA-NULL-SHA", "AECDH-AES128-SHA", "PSK-AES128-GCM-SHA256",
    ])
    func `Ciphers without forward secrecy or AEAD are refused`(cipher: String) async throws {
        try await withServer(tls: try TestCertificate(.rsa).identity(), handler: Handlers.ok) { _, address in
            let result = try OpenSSL.connect(
                address, ["-tls1_2", "-cipher", "\(cipher):@SECLEVEL=0", "-psk", "1a2b3c4d"])
            #expect(result.status != 0 && result.output.contains("alert handshake failure"), "\(result.output)")
        }
    }

    @Test(arguments: [
        (TestCertificate.Key.rsa, "ECDHE-RSA-AES128-GCM-SHA256"), (.rsa, "ECDHE-RSA-CHACHA20-POLY1305"),
        (.ec, "ECDHE-ECDSA-AES256-GCM-SHA384"),
    ])
    func `Ciphers with both are taken`(key: TestCertificate.Key, cipher: String) async throws {
        try await withServer(tls: try TestCertificate(key).identity(), handler: Handlers.ok) { _, address in
            let result = try OpenSSL.connect(address, ["-tls1_2", "-cipher", cipher])
            #expect(result.output.contains("Cipher is \(cipher)\n"), "\(result.output)")
        }
    }

    @Test(arguments: [
        ("http/1.1", "ALPN protocol: http/1.1"), ("h2,http/1.1", "ALPN protocol: http/1.1"),
        ("h2", "alert no application protocol"), (nil, "No ALPN negotiated"),
    ])
    func `HTTP 1.1 is chosen of what a client offers, and nothing else`(offer: String?, outcome: String) async throws {
        try await withServer(tls: try TestCertificate().identity(), handler: Handlers.ok) { _, address in
            let result = try OpenSSL.connect(address, offer.map { ["-alpn", $0] } ?? [])
            #expect(result.output.contains(outcome), "\(result.output)")
        }
    }
}
