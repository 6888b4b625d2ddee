import Foundation

/// Where the secret that signs tokens comes from.
enum SecretSource: Sendable, Equatable {
    case given([UInt8])
    /// A file beside the embedded database, made at the first start.
    case file(path: String)

    /// The shortest secret, in bytes (RFC 7518 §3.2).
    static let minimumLength = 32

    private static let accepted = "\(minimumLength) random bytes or more, such as base64:$(openssl rand -base64 32)"

    /// What there is when the settings give neither a secret nor a private key.
    init(database: DatabaseURL) throws(SettingError) {
        switch database {
        case .sqlite(let path): self = .file(path: path + ".jwt-key")
        case .mongo:
            throw SettingError(
                "JWT_SECRET_KEY", "is missing, which MongoDB needs because several instances share it",
                accepts: "\(Self.accepted), or JWT_PRIVATE_KEY_FILE")
        }
    }

    /// The secret that the settings give, if they do.
    static func given(_ reader: SettingReader) throws(SettingError) -> [UInt8]? {
        switch (reader.text(.secret), reader.text(.secretFile)) {
        case (let text?, nil): return try secret(text, of: "JWT_SECRET_KEY")
        case (nil, let path?):
            guard let data = FileManager.default.contents(atPath: path) else {
                throw SettingError(
                    "JWT_SECRET_KEY_FILE", "names \(path), which can't be read", accepts: "a readable file")
            }
            let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
            return try secret(text, of: "JWT_SECRET_KEY_FILE")
        case (nil, nil): return nil
        case (.some, .some):
            throw SettingError("JWT_SECRET_KEY_FILE", "stands beside JWT_SECRET_KEY", accepts: "one of the two")
        }
    }

    /// Reads and checks a secret; what is wrong is told without showing it.
    static func secret(_ text: String, of name: String) throws(SettingError) -> [UInt8] {
        var bytes = Array(text.utf8)
        if text.hasPrefix("base64:") {
            guard let data = Data(base64Encoded: String(text.dropFirst(7))) else {
                throw SettingError(name, "is no base64", accepts: accepted)
            }
            bytes = Array(data)
        }
        guard bytes.count >= minimumLength else {
            throw SettingError(name, "has \(bytes.count) bytes, too few", accepts: accepted)
        }
        guard !WellKnownSecrets.contain(text), !WellKnownSecrets.contain(String(decoding: bytes, as: UTF8.self)),
            Set(bytes).count >= 8
        else {
            throw SettingError(name, "is well known or easy to guess", accepts: accepted)
        }
        return bytes
    }
}
