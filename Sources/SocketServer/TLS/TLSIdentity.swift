import COpenSSL
import Glibc

/// A certificate with its chain and its private key, checked and ready for a server's sessions.
public final class TLSIdentity: @unchecked Sendable {
    // Sendable: OpenSSL's contexts are made to be shared by threads, and this one doesn't change after `init`.
    private let context: OpaquePointer

    /// How sessions read and write; one for the process, which may have hundreds of identities in its time.
    // Unsafe in name only: it is as constant as `context`.
    nonisolated(unsafe) static let socketMethod = copenssl_make_socket_method()

    /// When the certificate expires (RFC 3339).
    public let validUntil: String

    /// Reads PEM files: the certificate followed by those that signed it, and its unencrypted key.
    ///
    /// - Throws: `TLSIdentityError`, also for a certificate that is not valid today.
    public init(certificateFile: String, keyFile: String) throws(TLSIdentityError) {
        guard let context = copenssl_server_context() else { throw .certificateUnusable(Self.reason) }
        self.context = context
        do {
            validUntil = try Self.loadCertificate(certificateFile, into: context)
            try Self.loadKey(keyFile, into: context)
        } catch {
            ERR_clear_error()
            throw error
        }
    }

    deinit {
        SSL_CTX_free(context)
    }

    /// Makes a session of OpenSSL over the socket, which must outlive it as this identity must; nil without memory for it.
    func makeSession(over socket: UnsafeMutablePointer<copenssl_socket>) -> OpaquePointer? {
        Self.socketMethod.flatMap { copenssl_session(context, $0, socket) }
    }

    /// Loads the chain; when its first certificate expires.
    private static func loadCertificate(
        _ path: String, into context: OpaquePointer
    ) throws(TLSIdentityError) -> String {
        if let reason = obstacle(path) { throw .certificateUnreadable(reason) }
        ERR_clear_error()
        guard SSL_CTX_use_certificate_chain_file(context, path) == 1,
            let certificate = SSL_CTX_get0_certificate(context),
            let start = X509_get0_notBefore(certificate), let end = X509_get0_notAfter(certificate)
        else { throw .certificateUnusable(reason) }
        // Negative where the time is in the past.
        if X509_cmp_current_time(end) < 0 { throw .certificateExpired(text(end)) }
        if X509_cmp_current_time(start) > 0 { throw .certificateNotYetValid(text(start)) }
        return text(end)
    }

    private static func loadKey(_ path: String, into context: OpaquePointer) throws(TLSIdentityError) {
        if let reason = obstacle(path) { throw .keyUnreadable(reason) }
        var isEncrypted = false
        ERR_clear_error()
        guard copenssl_use_key_file(context, path, &isEncrypted) == 1 else {
            if isEncrypted { throw .keyEncrypted }
            let isForeign = ERR_peek_error() & UInt(ERR_REASON_MASK) == UInt(X509_R_KEY_VALUES_MISMATCH)
            throw isForeign ? .keyMismatch : .keyUnusable(reason)
        }
        // A key of another kind than the certificate's is found out only here.
        guard SSL_CTX_check_private_key(context) == 1 else { throw .keyMismatch }
    }

    /// Why a file can't be opened; nil where it can.
    private static func obstacle(_ path: String) -> String? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return String(cString: strerror(errno)) }
        close(descriptor)
        return nil
    }

    /// What OpenSSL says of the call that failed.
    private static var reason: String {
        // The first error in the queue is what happened, the rest who handed it on.
        ERR_reason_error_string(ERR_peek_error()).map { String(cString: $0) } ?? "it is damaged"
    }

    private static func text(_ time: UnsafePointer<ASN1_TIME>) -> String {
        var parts = tm()
        guard ASN1_TIME_to_tm(time, &parts) == 1 else { return "an unknown time" }
        var text = [CChar](repeating: 0, count: 32)
        let length = strftime(&text, text.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
        return String(decoding: text.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
