/// Why a certificate and its key can't be used.
public enum TLSIdentityError: Error, Equatable, Sendable {
    /// The file of the certificate can't be read; with the system's reason.
    case certificateUnreadable(String)
    /// The file has no certificate, or one that OpenSSL refuses; with its reason.
    case certificateUnusable(String)
    /// The certificate was valid until this time (RFC 3339).
    case certificateExpired(String)
    /// The certificate is valid from this time on (RFC 3339).
    case certificateNotYetValid(String)
    /// The file of the key can't be read; with the system's reason.
    case keyUnreadable(String)
    /// The file has no private key, or one that OpenSSL refuses; with its reason.
    case keyUnusable(String)
    /// The key wants a passphrase.
    case keyEncrypted
    /// The key is not that of the certificate.
    case keyMismatch
}
