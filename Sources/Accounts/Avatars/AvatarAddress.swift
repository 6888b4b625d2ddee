import Foundation

/// The rule for addresses of avatars that clients write: a page elsewhere, or the account's own upload.
enum AvatarAddress {
    private static let maximumLength = Profile.maximumAvatarLength

    /// What is wrong with an address for an account whose avatar is `current`; nil when nothing is.
    static func problem(_ address: String, current: String?) -> FieldProblem? {
        if let current, address.utf8.elementsEqual(current.utf8) { return nil }
        guard address.unicodeScalars.count <= maximumLength else {
            return FieldProblem(
                "avatar_url", .tooLong, "This has at most \(maximumLength) characters.", limit: maximumLength)
        }
        guard isAbsolute(address) else {
            return FieldProblem(
                "avatar_url", .invalid, "This must be an absolute http or https address, or the account's own upload.")
        }
        return nil
    }

    /// Whether it is a whole `http` or `https` URL with a host (RFC 9110 §4.2), without what RFC 3986 has to be escaped.
    private static func isAbsolute(_ text: String) -> Bool {
        guard !text.unicodeScalars.contains(where: isForbidden), let url = URL(string: text),
            let scheme = url.scheme?.lowercased(), scheme == "http" || scheme == "https"
        else { return false }
        return text.dropFirst(scheme.count).hasPrefix("://") && url.host()?.isEmpty == false
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value <= 0x20 || scalar.value == 0x7F || scalar.properties.isWhitespace
            || scalar.properties.generalCategory == .control || "\"<>\\^`{|}".unicodeScalars.contains(scalar)
    }
}
