/// Secrets of tutorials and documentation, which every attacker tries first.
enum WellKnownSecrets {
    /// Whether the text is one of them, in any case, or begins as placeholders do.
    static func contain(_ text: String) -> Bool {
        let text = text.lowercased()
        let isBase64 = text.hasPrefix("base64:")
        return texts.contains(isBase64 ? String(text.dropFirst(7)) : text) || beginnings.contains(where: text.hasPrefix)
    }

    /// In lower case.
    private static let texts: Set<String> = [
        // FastAPI's and Flask's manuals
        "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7",
        "192b9bdd22ab9ed4d12e236c78afcb9a393ec15f71bbf5dc987d54727823bcbf",
        // RFC 7515 §A.1
        "aym1sysppbydfgzld3umj1qzkobwvmkoqq-estjqlr_t-1qs0gzh75aktmn3yj0ips4hcguutwjazzr1z9caow",
        "aym1sysppbydfgzld3umj1qzkobwvmkoqq+estjqlr/t+1qs0gzh75aktmn3yj0ips4hcguutwjazzr1z9caow==",
        // Spring Boot tutorials
        "404e635266556a586e3272357538782f413f4428472b4b6250645367566b5970",
        "413f4428472b4b6250655368566d5970337336763979244226452948404d6351",
        "qwertyuiopasdfghjklzxcvbnm123456",
        "supersecretkeysupersecretkeysupersecretkey",
        "secretsecretsecretsecretsecretsecret",
        "0123456789abcdef0123456789abcdef",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "12345678901234567890123456789012",
    ]

    /// In lower case: jwt.io's examples, what Django makes for development, and what stands where a secret should.
    private static let beginnings = [
        "a-string-secret-at-least-", "a-valid-string-secret-that-is-", "your-256-bit-secret", "your-384-bit-secret",
        "your-512-bit-secret", "django-insecure-", "your-secret", "your_secret", "yoursecret", "change-me", "change_me",
        "changeme", "change-this", "change_this", "changethis", "replace-me", "replace_me",
    ]
}
