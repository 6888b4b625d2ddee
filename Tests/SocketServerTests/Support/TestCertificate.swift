import Foundation
import SocketServer
import Testing

/// A certificate for 127.0.0.1 that signed itself, and its key, in a folder that goes with it.
final class TestCertificate: Sendable {
    enum Key: String {
        case ec = "ec"
        case rsa = "rsa:2048"
        case longRSA = "rsa:4096"
        case weak = "rsa:1024"
    }

    private let folder: URL
    let certificateFile: String
    let keyFile: String

    /// Has `openssl` make it.
    ///
    /// - Parameters:
    ///   - isExpired: Whether it was valid until yesterday, rather than for two days.
    ///   - passphrase: What the key is encrypted with, if anything.
    init(_ key: Key = .ec, name: String = "first", isExpired: Bool = false, passphrase: String? = nil) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        certificateFile = folder.appending(path: "certificate.pem").path
        keyFile = folder.appending(path: "key.pem").path
        let result = try OpenSSL.run(
            ["req", "-x509", "-newkey", key.rawValue, "-subj", "/CN=\(name)", "-days", "2"]
                + ["-addext", "subjectAltName=IP:127.0.0.1", "-out", certificateFile, "-keyout", keyFile]
                + (key == .ec ? ["-pkeyopt", "ec_paramgen_curve:prime256v1"] : [])
                + (passphrase.map { ["-passout", "pass:\($0)"] } ?? ["-nodes"]))
        try #require(result.status == 0, "\(result.output)")
        guard isExpired else { return }
        let end = ["x509", "-in", certificateFile, "-signkey", keyFile, "-days", "-1", "-out", certificateFile]
        try #require(try OpenSSL.run(end).status == 0)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    func identity() throws -> TLSIdentity {
        try TLSIdentity(certificateFile: certificateFile, keyFile: keyFile)
    }
}
