import Foundation
import Testing

@testable import UsersApp

@Suite struct SettingsTests {
    static let bad: [(environment: [String: String], line: String)] = [
        (["PORT": "x"], "PORT is \"x\"; accepted is a number from 0 to 65535"),
        (["PORT": "65536"], "PORT is \"65536\"; accepted is a number from 0 to 65535"),
        (["HOST": "unix:"], "HOST has a path that is empty or too long"),
        (["TLS_KEY_FILE": "key.pem"], "TLS_CERTIFICATE_FILE is missing; accepted is a PEM file beside TLS_KEY_FILE"),
        (
            ["TLS_CERTIFICATE_FILE": "a.pem"],
            "TLS_KEY_FILE is missing; accepted is a PEM file beside TLS_CERTIFICATE_FILE"
        ),
        (
            ["TLS_CERTIFICATE_FILE": "/nowhere", "TLS_KEY_FILE": "/nowhere"],
            "TLS_CERTIFICATE_FILE names /nowhere, which can't be read: No such file or directory; accepted is"
        ),
        (["DATABASE_URL": "postgres://u:hunter2@h/db"], "DATABASE_URL names no store that is known"),
        (["DATABASE_URL": "sqlite:"], "DATABASE_URL names no store that is known"),
        (["DATABASE_URL": "mongodb://127.0.0.1/users"], "JWT_SECRET_KEY is missing"),
        (
            ["DATABASE_URL": "mongodb://u:hunter2@/x?bad", "JWT_SECRET_KEY": "a secret that is used in tests alone"],
            "DATABASE_URL can't be used"
        ),
        (["JWT_SECRET_KEY": "short"], "JWT_SECRET_KEY has 5 bytes, too few"),
        (["JWT_SECRET_KEY": "base64:!"], "JWT_SECRET_KEY is no base64"),
        (["JWT_SECRET_KEY": "your-256-bit-secret-your-256-bit-secret"], "JWT_SECRET_KEY is well known"),
        (["JWT_SECRET_KEY": String(repeating: "a", count: 64)], "JWT_SECRET_KEY is well known or easy to guess"),
        (["JWT_SECRET_KEY": "django-insecure-0q9w8e7r6t5z4u3i2o1p"], "JWT_SECRET_KEY is well known"),
        (["JWT_SECRET_KEY": "A-string-secret-at-least-256-bits-long"], "JWT_SECRET_KEY is well known"),
        (
            ["JWT_SECRET_KEY": "404E635266556A586E3272357538782F413F4428472B4B6250645367566B5970"],
            "JWT_SECRET_KEY is well known"
        ),
        (
            [
                "JWT_SECRET_KEY":
                    "base64:AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ+EstJQLr/T+1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow=="
            ], "JWT_SECRET_KEY is well known"
        ),
        (
            ["JWT_SECRET_KEY": "base64:eW91ci0yNTYtYml0LXNlY3JldC15b3VyLTI1Ni1iaXQtc2VjcmV0"],
            "JWT_SECRET_KEY is well known"
        ),
        (["JWT_SECRET_KEY_FILE": "/nowhere"], "JWT_SECRET_KEY_FILE names /nowhere, which can't be read"),
        (
            ["UPLOADS_URL": "ftp://host"],
            "UPLOADS_URL names no place for uploads that is known; accepted is store: or s3://"
        ),
        (["UPLOADS_URL": "s3://avatars"], "UPLOADS_URL names a bucket, which takes AWS_ACCESS_KEY_ID"),
        (["AVATAR_MAX_BYTES": "2MiB"], "AVATAR_MAX_BYTES is \"2MiB\"; accepted is a number from 1024 to 8000000"),
        (["AVATAR_MAX_BYTES": "1023"], "AVATAR_MAX_BYTES is \"1023\""),
        (["AVATAR_MAX_BYTES": "8000001"], "AVATAR_MAX_BYTES is \"8000001\""),
        (["ACCESS_TOKEN_TTL": "15"], "ACCESS_TOKEN_TTL is \"15\"; accepted is a duration"),
        (["ACCESS_TOKEN_TTL": "0s"], "ACCESS_TOKEN_TTL is \"0s\""),
        (["REFRESH_TOKEN_TTL": "9999999999999999d"], "REFRESH_TOKEN_TTL is"),
        (["PASSWORD_HASH": "md5"], "PASSWORD_HASH is \"md5\""), (["PASSWORD_HASH": "bcrypt:3"], "PASSWORD_HASH is"),
        (["CORS_ALLOWED_ORIGINS": "app.example"], "CORS_ALLOWED_ORIGINS has \"app.example\""),
        (["TRUSTED_PROXIES": "10.0.0.0/8, 10.0.0.0/33"], "TRUSTED_PROXIES has \"10.0.0.0/33\"; accepted is addresses"),
        (["FESS_COMPAT": "both"], "FESS_COMPAT is \"both\"; accepted is docs or server"),
        (["RATE_LIMITS": "no"], "RATE_LIMITS is \"no\"; accepted is on or off"),
        (["LOG_LEVEL": "loud"], "LOG_LEVEL is \"loud\""), (["LOG_FORMAT": "xml"], "LOG_FORMAT is \"xml\""),
        (["REQUEST_TIMEOUT": "never"], "REQUEST_TIMEOUT is \"never\""),
        (
            ["METRICS_TOKEN": "short"],
            "METRICS_TOKEN has 5 characters, too few; accepted is 16 random characters or more"
        ),
        (["METRICS_TOKEN": "hunter2 hunter2 hunter2"], "METRICS_TOKEN has blanks or other than ASCII characters"),
        (["METRICS_TOKEN": "changeme-changeme-changeme"], "METRICS_TOKEN is well known or easy to guess"),
        (["METRICS_TOKEN": String(repeating: "a", count: 64)], "METRICS_TOKEN is well known or easy to guess"),
        (["DOCS_ASSETS": "/sys"], "DOCS_ASSETS names /sys, where swagger-ui.css can't be read; accepted is"),
        (["ADMIN_EMAIL": "a@example.com"], "ADMIN_PASSWORD is missing"),
    ]

    @Test(arguments: bad)
    func `A bad setting is one line that names it, and exit status 78`(
        environment: [String: String], line: String
    ) async throws {
        let folder = try Folder()
        let outcome = try await Program.run(["serve"], environment: environment, folder: folder.url)
        #expect(outcome.status == 78)
        #expect(outcome.errors.hasPrefix("users: \(line)"), "\(outcome.errors)")
        #expect(outcome.errors.split(separator: "\n").count == 1 && outcome.output.isEmpty)
        for secret in ["hunter2", "your-256", "aaaa", "short"] { #expect(!outcome.errors.contains(secret)) }
    }

    @Test func `The environment wins over the file, which wins over the defaults`() async throws {
        let folder = try Folder()
        try "PORT=1\nJWT_ISSUER = of the file\n# a comment\n".write(
            to: folder.url.appending(path: "settings"), atomically: true, encoding: .utf8)
        let outcome = try await Program.run(
            ["serve", "--config", "settings"], environment: ["PORT": "x"], folder: folder.url)
        #expect(outcome.errors.hasPrefix("users: PORT is \"x\""))
        let missing = try await Program.run(["serve", "--config", "nowhere"], folder: folder.url)
        #expect(missing.status == 78 && missing.errors.hasPrefix("users: --config names nowhere"))
    }

    @Test(arguments: [
        (["HOST": "0.0.0.0"], ["TRUSTED_PROXIES"]), (["HOST": "::"], ["TRUSTED_PROXIES"]),
        (["HOST": "users.example"], ["TRUSTED_PROXIES"]),
        (["HOST": "0.0.0.0", "TRUSTED_PROXIES": "10.0.0.1, ::1"], []),
        ([:], []), (["HOST": "127.0.0.2"], []), (["HOST": "::1"], []), (["HOST": "localhost"], []),
        (["HOST": "unix:/run/users"], ["TRUSTED_PROXIES"]),
        (["HOST": "unix:/run/users", "TRUSTED_PROXIES": "unix"], []), (["RATE_LIMITS": "off"], ["RATE_LIMITS"]),
        (["RATE_LIMITS": "ON"], []),
        (["HOST": "0.0.0.0", "RATE_LIMITS": "off"], ["RATE_LIMITS", "TRUSTED_PROXIES"]),
        (["PASSWORD_HASH": "bcrypt:4"], ["PASSWORD_HASH"]),
    ])
    func `Settings that want care are told at the start`(environment: [String: String], names: [String]) throws {
        let settings = try Settings(SettingReader(values: environment))
        #expect(settings.warnings.map { String($0.prefix { $0 != " " }) } == names)
    }

    @Test func `Links of mails begin with https where the service has a certificate`() throws {
        let files = ["TLS_CERTIFICATE_FILE": "a", "TLS_KEY_FILE": "b"]
        #expect(try Settings(SettingReader(values: files)).mail.publicURL == "https://127.0.0.1:3003")
        #expect(try Settings(SettingReader(values: [:])).mail.publicURL == "http://127.0.0.1:3003")
    }

    @Test func `A warning is one line of the log`() async throws {
        let folder = try Folder()
        let service = try await Service(["RATE_LIMITS": "off", "PASSWORD_HASH": "bcrypt:10"], in: folder)
        service.program.send(SIGTERM)
        let errors = try await service.program.outcome().errors
        #expect(errors.split(separator: "\n").count == 1 && errors.contains("RATE_LIMITS is off"), "\(errors)")
    }

    @Test func `The example file has every setting, and nothing else`() throws {
        let example = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../.env.example")
        let names = try String(contentsOf: example, encoding: .utf8).split(separator: "\n").compactMap { line in
            line.firstMatch(of: /^#?([A-Z_]+)=/).map { String($0.1) }
        }
        #expect(names == Setting.all.map(\.name))
    }

    @Test func `The README's table has every setting with its default`() throws {
        let readme = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
        let text = try String(contentsOf: readme, encoding: .utf8)
        for setting in Setting.all {
            let fallback = setting.fallback.isEmpty ? "" : "`\(setting.fallback)`"
            #expect(text.contains("| `\(setting.name)` | \(fallback) |"), "\(setting.name)")
        }
    }
}
