/// One setting: its environment variable, default and meaning. The help, `.env.example` and the README have the same ones.
struct Setting: Sendable {
    let name: String
    /// The default as text; empty when there is none.
    let fallback: String
    let help: String

    static let databaseURL = Setting(
        name: "DATABASE_URL", fallback: "sqlite:./data/users.db",
        help: "sqlite:PATH, or a mongodb:// or mongodb+srv:// URI, whose path names the database (users otherwise)")
    static let host = Setting(
        name: "HOST", fallback: "127.0.0.1", help: "the address to listen on, or unix:/path for a Unix socket")
    static let port = Setting(name: "PORT", fallback: "3003", help: "the port; 0 picks one and prints it")
    static let tlsCertificateFile = Setting(
        name: "TLS_CERTIFICATE_FILE", fallback: "",
        help:
            "a PEM file with a certificate and those that signed it: serves HTTPS; read anew at SIGHUP, see docs/tls.md"
    )
    static let tlsKeyFile = Setting(
        name: "TLS_KEY_FILE", fallback: "", help: "a PEM file with the certificate's private key, unencrypted")
    static let secret = Setting(
        name: "JWT_SECRET_KEY", fallback: "",
        help: "the secret that signs tokens, text or base64:…, at least 32 bytes; the embedded engine makes its own")
    static let secretFile = Setting(
        name: "JWT_SECRET_KEY_FILE", fallback: "", help: "a file with the secret, in place of JWT_SECRET_KEY")
    static let privateKeyFile = Setting(
        name: "JWT_PRIVATE_KEY_FILE", fallback: "",
        help: "PEM files with private keys, by commas: the first signs, all verify; a secret beside them only verifies")
    static let issuer = Setting(name: "JWT_ISSUER", fallback: "users", help: "the tokens' iss")
    static let audience = Setting(
        name: "JWT_AUDIENCE", fallback: "", help: "the tokens' aud, asked of every token when set")
    static let accessLifetime = Setting(
        name: "ACCESS_TOKEN_TTL", fallback: "15m", help: "how long an access token is good, 1s to 24h")
    static let refreshLifetime = Setting(
        name: "REFRESH_TOKEN_TTL", fallback: "30d", help: "how long a session waits for its next use, 1m to 365d")
    static let passwordHash = Setting(
        name: "PASSWORD_HASH", fallback: "bcrypt:12", help: "bcrypt:COST (4 to 31) or argon2id:MiB,t,p")
    static let origins = Setting(
        name: "CORS_ALLOWED_ORIGINS", fallback: "",
        help: "origins whose pages may call the API, by commas, or *")
    static let trustedProxies = Setting(
        name: "TRUSTED_PROXIES", fallback: "",
        help: "proxies whose X-Forwarded-For counts: addresses and CIDR blocks by commas, unix for a Unix socket's")
    static let rateLimits = Setting(
        name: "RATE_LIMITS", fallback: "on", help: "on, or off for load tests: no back-off and no limits")
    static let mailURL = Setting(
        name: "MAIL_URL", fallback: "file:./data/mail",
        help: "smtp://user:password@host:587 (STARTTLS), smtps://…, or file:DIR for one .eml a message")
    static let mailFrom = Setting(
        name: "MAIL_FROM", fallback: "", help: "the sender of mails, Name <address>; needed with smtp:// and smtps://")
    static let publicURL = Setting(
        name: "PUBLIC_URL", fallback: "",
        help: "where the links in mails begin, such as https://accounts.example.com; HOST and PORT when unset")
    static let uploadsURL = Setting(
        name: "UPLOADS_URL", fallback: "store:",
        help: "where avatars are kept: store: for the document store, or s3://BUCKET; see docs/uploads.md")
    static let awsAccessKeyID = Setting(
        name: "AWS_ACCESS_KEY_ID", fallback: "",
        help: "with AWS_SECRET_ACCESS_KEY: what a bucket lets the service in by")
    static let awsSecretAccessKey = Setting(name: "AWS_SECRET_ACCESS_KEY", fallback: "", help: "see AWS_ACCESS_KEY_ID")
    static let awsSessionToken = Setting(
        name: "AWS_SESSION_TOKEN", fallback: "", help: "comes with keys of a bucket that expire")
    static let avatarMaximumBytes = Setting(
        name: "AVATAR_MAX_BYTES", fallback: "2097152", help: "the largest avatar's file, in bytes, 1024 to 8000000")
    static let requireActivation = Setting(
        name: "REQUIRE_ACTIVATION", fallback: "false",
        help: "true makes accounts that register themselves inactive until their address is verified")
    static let djoserSendActivationEmail = Setting(
        name: "DJOSER_SEND_ACTIVATION_EMAIL", fallback: "true",
        help: "false makes accounts that register in the Djoser dialect active at once")
    static let djoserRotateRefresh = Setting(
        name: "DJOSER_ROTATE_REFRESH", fallback: "false",
        help: "true makes a refresh in the Djoser dialect replace the refresh token, too")
    static let fessCompat = Setting(
        name: "FESS_COMPAT", fallback: "docs",
        help: "what the Fess dialect follows where they differ: docs, or server; see docs/dialects/fess.md")
    static let docsAssets = Setting(
        name: "DOCS_ASSETS", fallback: "",
        help: "a folder with Swagger UI, which /docs needs; the folder swagger-ui beside the program when unset")
    static let logLevel = Setting(
        name: "LOG_LEVEL", fallback: "info", help: "trace, debug, info, notice, warning, error or critical")
    static let logFormat = Setting(
        name: "LOG_FORMAT", fallback: "", help: "text or json; text on a terminal and json elsewhere when unset")
    static let requestTimeout = Setting(
        name: "REQUEST_TIMEOUT", fallback: "10s",
        help: "how long a request may take before it is answered 503, 1s to 5m")
    static let metricsToken = Setting(
        name: "METRICS_TOKEN", fallback: "",
        help:
            "opens /metrics, as bearer token, to others than the machine itself: at least 16 characters; see docs/metrics.md"
    )
    static let adminEmail = Setting(
        name: "ADMIN_EMAIL", fallback: "", help: "with ADMIN_PASSWORD: makes the first administrator when there is none"
    )
    static let adminPassword = Setting(name: "ADMIN_PASSWORD", fallback: "", help: "see ADMIN_EMAIL")

    /// All settings, in the order of the help.
    static let all = [
        databaseURL, host, port, tlsCertificateFile, tlsKeyFile, secret, secretFile, privateKeyFile, issuer, audience,
        accessLifetime, refreshLifetime,
        passwordHash, mailURL, mailFrom, publicURL, uploadsURL, awsAccessKeyID, awsSecretAccessKey, awsSessionToken,
        avatarMaximumBytes, requireActivation, djoserSendActivationEmail, djoserRotateRefresh, fessCompat, origins,
        trustedProxies, rateLimits,
        requestTimeout, metricsToken, docsAssets, logLevel, logFormat, adminEmail,
        adminPassword,
    ]

    /// The settings as the help shows them.
    static var overview: String {
        all.map { setting in
            let fallback = setting.fallback.isEmpty ? "" : " (\(setting.fallback))"
            return "  \(setting.name)\(fallback): \(setting.help)"
        }.joined(separator: "\n")
    }
}
