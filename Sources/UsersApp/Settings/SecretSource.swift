import Foundation

/// Where the secret that signs tokens comes from.
enum SecretSource: Sendable, Equatable {
    case given([UInt8])
    /// A file beside the embedded database, made at the first start.
    case file(path: String)

    /// The shortest secret, in bytes (RFC 7518 §3.2).
    static let minimumLength = 32

    /// Secrets of tutorials and documentation, which every attacker tries first.
    private static let wellKnown: Set<String> = [
        "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7",
        "a-string-secret-at-least-256-bits-long",
        "your-256-bit-secret-your-256-bit-secret",
        "your-secret-key-your-secret-key-your-secret-key",
        "change-me-change-me-change-me-change-me",
        "qwertyuiopasdfghjklzxcvbnm123456",
        "supersecretkeysupersecretkeysupersecretkey",
        "secretsecretsecretsecretsecretsecret",
        "0123456789abcdef0123456789abcdef",
        "12345678901234567890123456789012",
    ]

    init(_ reader: SettingReader, database: DatabaseURL) throws(SettingError) {
        switch (reader.text(.secret), reader.text(.secretFile), database) {
        case (let text?, nil, _): self = .given(try Self.secret(text, of: "JWT_SECRET_KEY"))
        case (nil, let path?, _):
            guard let data = FileManager.default.contents(atPath: path) else {
                throw SettingError(
                    "JWT_SECRET_KEY_FILE", "names \(path), which can't be read", accepts: "a readable file")
            }
            let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
            self = .given(try Self.secret(text, of: "JWT_SECRET_KEY_FILE"))
        case (nil, nil, .sqlite(let path)): self = .file(path: path + ".jwt-key")
        case (nil, nil, .mongo):
            throw SettingError(
                "JWT_SECRET_KEY", "is missing, which MongoDB needs because several instances share it",
                accepts: "\(Self.minimumLength) random bytes or more, such as base64:$(openssl rand -base64 32)")
        case (.some, .some, _):
            throw SettingError("JWT_SECRET_KEY_FILE", "stands beside JWT_SECRET_KEY", accepts: "one of the two")
        }
    }

    /// Reads and checks a secret; what is wrong is told without showing it.
    static func secret(_ text: String, of name: String) throws(SettingError) -> [UInt8] {
        let accepted = "\(minimumLength) random bytes or more, such as base64:$(openssl rand -base64 32)"
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
        guard !wellKnown.contains(text.lowercased()), Set(bytes).count >= 8 else {
            throw SettingError(name, "is well known or easy to guess", accepts: accepted)
        }
        return bytes
    }
}
