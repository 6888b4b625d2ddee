/// An e-mail address as Django's `EmailValidator` (5.2) accepts it, at most 254 code points, the domain in lower case.
///
/// The local part stays as written: only its host knows whether `Jane` and `jane` differ there. Here they are one, see
/// `Identifier`.
public struct EmailAddress: Hashable, Sendable, CustomStringConvertible {
    /// The longest address, in code points after trimming and lower-casing (Django's `EmailField`; RFC 5321 §4.5.3.1.3
    /// says the same of octets).
    public static let maximumLength = 254

    /// The address as it is stored, shown and mailed to.
    public let description: String

    /// Takes an address as a client sent it, white space around it included; nil when it is none.
    public init?(_ text: String) {
        let address = text.trimmingWhiteSpace()
        guard let separator = address.unicodeScalars.lastIndex(of: "@") else { return nil }
        let local = address[..<separator]
        let domain = address[address.unicodeScalars.index(after: separator)...]
        let storedDomain = domain.lowercased()
        // Lower case can have more code points (U+0130 has two), and a label no more than 63.
        guard EmailLocalPart.isValid(local), EmailDomain.isValid(domain), EmailDomain.isValid(storedDomain[...])
        else { return nil }
        let stored = local + "@" + storedDomain
        guard stored.unicodeScalars.count <= Self.maximumLength else { return nil }
        description = String(stored)
    }
}
