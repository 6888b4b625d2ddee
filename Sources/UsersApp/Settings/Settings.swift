import Accounts
import Logging
import SocketServer
import UsersAPI

/// All settings, checked.
struct Settings: Sendable {
    let database: DatabaseURL
    let address: ServerAddress
    let tls: TLSFiles?
    let keys: KeySource
    let issuer: String
    let audience: String?
    let accessLifetime: Duration
    let refreshLifetime: Duration
    let passwordHash: PasswordHashPolicy
    let allowedOrigins: [String]
    let trustedProxies: TrustedProxies?
    let hasRateLimits: Bool
    let mail: MailSource
    let uploads: UploadsSource
    let requiresActivation: Bool
    let djoser: DjoserSettings
    let fessCompatibility: FessCompatibility
    let requestTimeout: Duration
    let metricsToken: String?
    let swaggerUI: SwaggerUI?
    let logLevel: Logger.Level
    let logFormat: LogFormat
    let firstAdmin: FirstAdmin?

    /// The administrator to make when there is none.
    struct FirstAdmin: Sendable {
        let email: String
        let password: String
    }

    /// Reads the environment and the file.
    ///
    /// - Throws: `Failure.setting` for the first setting that can't be used.
    static func load(path: String?) async throws(Failure) -> Settings {
        do {
            return try Settings(try await SettingReader(path: path))
        } catch {
            throw .setting(error)
        }
    }

    init(_ reader: SettingReader) throws(SettingError) {
        database = try DatabaseURL(reader.text(.databaseURL) ?? "")
        address = try Self.address(reader)
        tls = try TLSFiles(reader)
        keys = try KeySource(reader, database: database)
        issuer = reader.text(.issuer) ?? ""
        audience = reader.text(.audience)
        accessLifetime = try reader.duration(
            .accessLifetime, in: .seconds(1) ... .seconds(86_400), accepts: "a duration from 1s to 24h, such as 15m")
        refreshLifetime = try reader.duration(
            .refreshLifetime, in: .seconds(60) ... .seconds(365 * 86_400),
            accepts: "a duration from 1m to 365d, such as 30d")
        passwordHash = try Self.passwordHash(reader)
        allowedOrigins = try Self.origins(reader)
        trustedProxies = try Self.trustedProxies(reader)
        hasRateLimits = try Self.rateLimits(reader)
        mail = try MailSource(reader, address: address, isEncrypted: tls != nil)
        uploads = try UploadsSource(reader)
        requiresActivation = try reader.boolean(.requireActivation)
        djoser = try Self.djoser(reader)
        fessCompatibility = try Self.fessCompatibility(reader)
        requestTimeout = try reader.duration(
            .requestTimeout, in: .seconds(1) ... .seconds(300), accepts: "a duration from 1s to 5m, such as 10s")
        metricsToken = try MetricsToken.read(reader)
        swaggerUI = try SwaggerUIFolder.load(reader)
        logLevel = try Self.logLevel(reader)
        logFormat = try LogFormat(reader)
        firstAdmin = try Self.firstAdmin(reader)
    }

    /// The address as a person would write it.
    var addressDescription: String {
        switch address {
        case .tcp(let host, let port): "\(host):\(port)"
        case .unix(let path): "unix:\(path)"
        }
    }

    private static func address(_ reader: SettingReader) throws(SettingError) -> ServerAddress {
        let host = reader.text(.host) ?? ""
        if host.hasPrefix("unix:") {
            let path = String(host.dropFirst(5))
            // sun_path has 108 bytes, the last of which is a NUL (unix(7)).
            guard (1...107).contains(path.utf8.count) else {
                throw SettingError("HOST", "has a path that is empty or too long", accepts: "unix:PATH, 1 to 107 bytes")
            }
            return .unix(path: path)
        }
        let text = reader.text(.port) ?? ""
        guard let port = UInt16(text) else {
            throw SettingError("PORT", "is \"\(text)\"", accepts: "a number from 0 to 65535")
        }
        return .tcp(host: host, port: Int(port))
    }

    private static func passwordHash(_ reader: SettingReader) throws(SettingError) -> PasswordHashPolicy {
        let text = reader.text(.passwordHash) ?? ""
        do {
            return try PasswordHashPolicy(parsing: text)
        } catch {
            throw SettingError("PASSWORD_HASH", "is \"\(text)\"", accepts: "\(error)")
        }
    }

    private static func origins(_ reader: SettingReader) throws(SettingError) -> [String] {
        guard let text = reader.text(.origins) else { return [] }
        let origins = text.split(separator: ",").map { $0.filter { !$0.isWhitespace } }
        for origin in origins {
            let isURL = origin.hasPrefix("https://") || origin.hasPrefix("http://")
            let authority = origin.drop { $0 != "/" }.dropFirst(2)
            guard origin == "*" || (isURL && !authority.isEmpty && !authority.contains("/")) else {
                throw SettingError(
                    "CORS_ALLOWED_ORIGINS", "has \"\(origin)\"",
                    accepts: "origins such as https://app.example, without a path, by commas, or *")
            }
        }
        return origins
    }

    private static func trustedProxies(_ reader: SettingReader) throws(SettingError) -> TrustedProxies? {
        guard let text = reader.text(.trustedProxies) else { return nil }
        do {
            return try TrustedProxies(text.split(separator: ",").map { $0.filter { !$0.isWhitespace } })
        } catch {
            throw SettingError(
                "TRUSTED_PROXIES", "has \"\(error.entry)\"",
                accepts: "addresses and blocks such as 10.0.0.0/8, and unix, by commas")
        }
    }

    private static func rateLimits(_ reader: SettingReader) throws(SettingError) -> Bool {
        let text = reader.text(.rateLimits) ?? ""
        switch text.lowercased() {
        case "on": return true
        case "off": return false
        default: throw SettingError("RATE_LIMITS", "is \"\(text)\"", accepts: "on or off")
        }
    }

    private static func djoser(_ reader: SettingReader) throws(SettingError) -> DjoserSettings {
        var settings = DjoserSettings()
        settings.rotatesRefresh = try reader.boolean(.djoserRotateRefresh)
        settings.mailsActivation = try reader.boolean(.djoserSendActivationEmail)
        return settings
    }

    private static func fessCompatibility(_ reader: SettingReader) throws(SettingError) -> FessCompatibility {
        let text = reader.text(.fessCompat) ?? ""
        guard let compatibility = FessCompatibility(rawValue: text.lowercased()) else {
            throw SettingError("FESS_COMPAT", "is \"\(text)\"", accepts: "docs or server")
        }
        return compatibility
    }

    private static func logLevel(_ reader: SettingReader) throws(SettingError) -> Logger.Level {
        let text = reader.text(.logLevel) ?? ""
        guard let level = Logger.Level(rawValue: text.lowercased()) else {
            let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw SettingError("LOG_LEVEL", "is \"\(text)\"", accepts: "one of \(levels)")
        }
        return level
    }

    private static func firstAdmin(_ reader: SettingReader) throws(SettingError) -> FirstAdmin? {
        switch (reader.text(.adminEmail), reader.text(.adminPassword)) {
        case (nil, nil): return nil
        case (let email?, let password?): return FirstAdmin(email: email, password: password)
        case (nil, .some): throw SettingError("ADMIN_EMAIL", "is missing", accepts: "an address beside ADMIN_PASSWORD")
        case (.some, nil): throw SettingError("ADMIN_PASSWORD", "is missing", accepts: "a password beside ADMIN_EMAIL")
        }
    }
}
