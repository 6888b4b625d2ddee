import FuzzSupport

@testable import Accounts
@testable import DocumentStore
@testable import UsersAPI

/// A text of a client's, which is tried as each kind of name that there is.
///
/// What is taken is within its bounds, and taken again as it is: normalising and folding twice changes nothing more.
@main
enum NameFuzz: FuzzTarget {
    static func test(_ input: FuzzInput) {
        var input = input
        let text = String(decoding: input.remainder(), as: UTF8.self)
        checkIdentity(text)
        checkInstant(text)
        if let id = ObjectID(hex: text) {
            require(id.description == text.lowercased() && ObjectID(bytes: id.bytes) == id)
        }
        if let name = AvatarName(text) { require(AvatarName(path: name.path) == name) }
        if let namespace = NamespaceName(text) { require(!namespace.description.contains("/")) }
        _ = DeviceName(userAgent: text)
        checkHash(text)
    }

    private static func checkIdentity(_ text: String) {
        let folded = Identifier.folded(text)
        require(Identifier.folded(folded).utf8.elementsEqual(folded.utf8), folded)
        if let email = EmailAddress(text) {
            require(email.description.unicodeScalars.count <= EmailAddress.maximumLength)
            require(isSame(EmailAddress(email.description)?.description, email.description))
            require(!email.description.utf8.contains { [0x00, 0x0A, 0x0D].contains($0) }, email.description)
        }
        if let name = try? Username(text) {
            require(1...Username.maximumLength ~= name.description.unicodeScalars.count)
            require(isSame(try? Username(name.description).description, name.description))
        }
    }

    private static func checkInstant(_ text: String) {
        guard let instant = Instant(rfc3339: text) else { return }
        require(Instant(rfc3339: instant.rfc3339) == instant, instant.rfc3339)
    }

    /// What a C library is given has no NUL; the salts of Django's are any text.
    private static func checkHash(_ text: String) {
        switch PasswordHash(reading: text, policy: .default) {
        case .bcrypt, .argon2id: require(text.utf8.allSatisfy { 0x21...0x7E ~= $0 }, text)
        case .djangoPBKDF2, .djangoScrypt, nil: break
        }
    }

    private static func isSame(_ text: String?, _ other: String) -> Bool {
        text.map { $0.utf8.elementsEqual(other.utf8) } ?? false
    }
}
