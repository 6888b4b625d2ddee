/// Why a text is no private key that tokens can be signed with.
public enum PrivateKeyError: Error, Sendable, Equatable {
    /// There is no PEM in it (RFC 7468).
    case noPEM
    /// It is a public key or a certificate.
    case publicOnly
    /// It can't be read without a passphrase.
    case encrypted
    /// It is damaged, or a key of a kind that does not sign here.
    case unsupported
    /// An RSA key with this many bits.
    case tooShort(bits: Int)
}
