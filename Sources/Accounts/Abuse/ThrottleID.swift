import Crypto

/// The ids of throttles: hashes, so that the store holds no login name and no address of those who failed.
enum ThrottleID {
    /// The SHA-256 of the kind and the parts, in hexadecimal digits.
    static func make(_ kind: String, _ parts: String...) -> String {
        var hash = SHA256()
        for part in [kind] + parts {
            // The length goes first, so that no two lists of parts are the same text.
            hash.update(data: Array("\(part.utf8.count):\(part)".utf8))
        }
        return hash.finalize().hexadecimal
    }
}
