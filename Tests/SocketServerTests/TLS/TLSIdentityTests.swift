import COpenSSL
import Foundation
import SocketServer
import Testing

@Suite struct TLSIdentityTests {
    private func failure(_ certificate: String, _ key: String) -> TLSIdentityError? {
        do throws(TLSIdentityError) {
            _ = try TLSIdentity(certificateFile: certificate, keyFile: key)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [TestCertificate.Key.ec, .rsa])
    func `A certificate with its key is taken, and tells when it expires`(key: TestCertificate.Key) throws {
        let identity = try TestCertificate(key).identity()
        let end = try #require(try? Date(identity.validUntil, strategy: .iso8601))
        #expect(abs(end.timeIntervalSinceNow - 2 * 86_400) < 600)
    }

    @Test(arguments: [TestCertificate.Key.ec, .rsa])
    func `The key of another certificate is refused, of the same kind and of another`(
        key: TestCertificate.Key
    ) throws {
        let (certificate, other) = (try TestCertificate(.ec), try TestCertificate(key))
        #expect(failure(certificate.certificateFile, other.keyFile) == .keyMismatch)
    }

    @Test func `Certificates that follow one another take none of OpenSSL's kinds of BIO, which are few`() throws {
        let certificate = try TestCertificate()
        _ = try certificate.identity()
        let kind = BIO_get_new_index()
        for _ in 0..<3 { _ = try certificate.identity() }
        #expect(BIO_get_new_index() == kind + 1)
    }

    @Test func `A certificate that has expired is refused`() throws {
        let certificate = try TestCertificate(isExpired: true)
        guard case .certificateExpired(let end) = failure(certificate.certificateFile, certificate.keyFile) else {
            Issue.record("it was taken")
            return
        }
        #expect(end.hasSuffix("Z"))
    }

    @Test func `A certificate whose key is too short is refused`() throws {
        let certificate = try TestCertificate(.weak)
        #expect(failure(certificate.certificateFile, certificate.keyFile) == .certificateUnusable("ee key too small"))
    }

    @Test func `An encrypted key is refused without a question for its passphrase`() throws {
        let certificate = try TestCertificate(passphrase: "secret")
        #expect(failure(certificate.certificateFile, certificate.keyFile) == .keyEncrypted)
    }

    @Test func `Files that are not there, or hold something else, are told apart`() throws {
        let certificate = try TestCertificate()
        let (chain, key) = (certificate.certificateFile, certificate.keyFile)
        #expect(failure("/nowhere", key) == .certificateUnreadable("No such file or directory"))
        #expect(failure(chain, "/nowhere") == .keyUnreadable("No such file or directory"))
        #expect(failure(key, key) == .certificateUnusable("no start line"))
        guard case .keyUnusable = failure(chain, chain) else {
            Issue.record("a certificate is no key")
            return
        }
    }
}
