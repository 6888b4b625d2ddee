import Foundation
import Testing

@Suite struct KeysTests {
    @Test(arguments: [("eddsa", "EdDSA", "OKP"), ("es256", "ES256", "EC"), ("rs256", "RS256", "RSA")])
    func `PyJWT verifies a token by the key set alone`(option: String, algorithm: String, type: String) async throws {
        let folder = try Folder()
        let id = try await Self.generate("key.pem", algorithm: option, in: folder)
        let service = try await Service(["JWT_PRIVATE_KEY_FILE": "key.pem"], in: folder)
        #expect(try await service.register("jane@example.com").status == 201)
        let token = try await service.logIn("jane@example.com")
        #expect(try await service.send("GET", "/api/v1/users/me", token: token).status == 200)

        let keys = try await service.send("GET", "/.well-known/jwks.json")
        let key = try #require((keys.json["keys"] as? [[String: String]])?.first)
        #expect(key["kid"] == id && key["alg"] == algorithm && key["kty"] == type && key["use"] == "sig")
        #expect(key["d"] == nil && key["p"] == nil && key["k"] == nil)

        let verified = try PyJWT.verify(token, by: service.base.appending(path: ".well-known/jwks.json"))
        #expect(verified.kid == id && verified.algorithm == algorithm)
        #expect(verified.header == ["alg": algorithm, "kid": id, "typ": "JWT"])
        #expect(verified.claims.iss == "users" && verified.claims.token_type == "access")

        // A private key is enough: no secret was made.
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.url.appending(path: "data").path)
        #expect(!files.contains { $0.hasSuffix(".jwt-key") })
        service.program.send(SIGTERM)
        #expect(try await !service.program.outcome().errors.contains("JWT_"))
    }

    @Test func `A rotation from the embedded secret to a key, and to another one, ends no session`() async throws {
        let folder = try Folder()
        _ = try await Self.generate("a.pem", algorithm: "rs256", in: folder)
        _ = try await Self.generate("b.pem", algorithm: "eddsa", in: folder)
        let secret = ["JWT_SECRET_KEY_FILE": "data/users.db.jwt-key"]
        let steps: [(settings: [String: String], good: [Bool])] = [
            ([:], []),
            (secret.merging(["JWT_PRIVATE_KEY_FILE": "a.pem"]) { $1 }, [true]),
            (["JWT_PRIVATE_KEY_FILE": " b.pem, a.pem"], [false, true]),
            (["JWT_PRIVATE_KEY_FILE": "b.pem"], [false, false, true]),
        ]
        var tokens: [String] = []
        for (settings, good) in steps {
            let service = try await Service(settings, in: folder)
            if tokens.isEmpty { #expect(try await service.register("jane@example.com").status == 201) }
            for (token, isGood) in zip(tokens, good) {
                let answer = try await service.send("GET", "/api/v1/users/me", token: token)
                #expect((answer.status == 200) == isGood, "\(settings)")
            }
            tokens.append(try await service.logIn("jane@example.com"))
            service.program.send(SIGTERM)
            #expect(try await service.program.outcome().status == 0)
        }
    }

    @Test func `A new key is its owner's alone, and overwrites nothing`() async throws {
        let folder = try Folder()
        let arguments = ["keys", "generate", "--algorithm", "es256", "--output", "key.pem"]
        let made = try await Program.run(arguments, folder: folder.url)
        #expect(made.status == 0 && made.errors.isEmpty)
        #expect(made.output.wholeMatch(of: /kid: [A-Za-z0-9_-]{43}\nJWT_PRIVATE_KEY_FILE=key\.pem\n/) != nil)
        let path = folder.url.appending(path: "key.pem")
        let text = try String(contentsOf: path, encoding: .utf8)
        #expect(text.hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
        let attributes = try FileManager.default.attributesOfItem(atPath: path.path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)

        let again = try await Program.run(arguments, folder: folder.url)
        #expect(again.status == 64 && again.output.isEmpty)
        #expect(again.errors == "users: --output: key.pem is there already, and stays as it is\n")
        #expect(try String(contentsOf: path, encoding: .utf8) == text)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["key.pem"])
    }

    @Test(arguments: [
        (["--output", "no/where.pem"], 69, "no/where.pem can't be made: No such file or directory"),
        (["--output", "/dev/null/key.pem"], 69, "/dev/null/key.pem can't be made: Not a directory"),
        // In /sys not even root may make a file.
        (["--output", "/sys/key.pem"], 77, "/sys/key.pem can't be made: "),
        (["--output", "a,b"], 64, "--output: "), (["--output", ""], 64, "--output: "),
    ])
    func `A key that can't be written is one line`(arguments: [String], status: Int32, line: String) async throws {
        let folder = try Folder()
        let outcome = try await Program.run(["keys", "generate"] + arguments, folder: folder.url)
        #expect(outcome.status == status && outcome.errors.hasPrefix("users: \(line)"), "\(outcome.errors)")
        #expect(outcome.output.isEmpty && outcome.errors.split(separator: "\n").count == 1)
    }

    @Test(arguments: [
        ("key.pem,nowhere.pem", "names nowhere.pem, which can't be read"), (".", "names ., which can't be read"),
        ("key.pem,", "has an empty path"), ("key.pem,./key.pem", "names key.pem and ./key.pem, which are the same key"),
        ("text", "names text, which is no PEM file"), ("encrypted", "names encrypted, which is encrypted"),
        ("public", "names public, which has a public key or a certificate, but no private key"),
        ("damaged", "names damaged, which is damaged or has a key of another kind"),
    ])
    func `A bad key file is one line that names it, and exit status 78`(files: String, problem: String) async throws {
        let folder = try Folder()
        _ = try await Self.generate("key.pem", algorithm: "eddsa", in: folder)
        for (name, text) in [
            ("text", "hunter2"), ("public", "-----BEGIN PUBLIC KEY-----\nhunter2\n-----END PUBLIC KEY-----\n"),
            ("encrypted", "-----BEGIN ENCRYPTED PRIVATE KEY-----\nhunter2\n-----END ENCRYPTED PRIVATE KEY-----\n"),
            ("damaged", "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----\n"),
        ] {
            try text.write(to: folder.url.appending(path: name), atomically: true, encoding: .utf8)
        }
        let outcome = try await Program.run(
            ["serve"], environment: ["JWT_PRIVATE_KEY_FILE": files], folder: folder.url)
        #expect(outcome.status == 78)
        #expect(outcome.errors.hasPrefix("users: JWT_PRIVATE_KEY_FILE \(problem)"), "\(outcome.errors)")
        #expect(outcome.errors.contains("; accepted is ") && !outcome.errors.contains("hunter2"))
        #expect(outcome.errors.split(separator: "\n").count == 1 && outcome.output.isEmpty)
    }

    @Test func `A key file that others can read is told of, and used`() async throws {
        let folder = try Folder()
        _ = try await Self.generate("key.pem", algorithm: "eddsa", in: folder)
        let path = folder.url.appending(path: "key.pem").path
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        let service = try await Service(["JWT_PRIVATE_KEY_FILE": "key.pem"], in: folder)
        service.program.send(SIGTERM)
        let errors = try await service.program.outcome().errors
        #expect(errors.contains("others than its owner can read key.pem"), "\(errors)")
    }

    @Test func `MongoDB is content with a private key`() async throws {
        let folder = try Folder()
        _ = try await Self.generate("key.pem", algorithm: "eddsa", in: folder)
        var environment = try TestEngine.mongo.environment()
        environment["JWT_SECRET_KEY"] = nil
        environment["JWT_PRIVATE_KEY_FILE"] = "key.pem"
        let service = try await Service(environment, in: folder)
        #expect(try await service.register("jane@example.com").status == 201)
        let token = try await service.logIn("jane@example.com")
        #expect(try await service.send("GET", "/api/v1/users/me", token: token).status == 200)
    }

    /// Makes a key and returns its id.
    private static func generate(_ name: String, algorithm: String, in folder: Folder) async throws -> String {
        let outcome = try await Program.run(
            ["keys", "generate", "--algorithm", algorithm, "--output", name], folder: folder.url)
        return try String(#require(outcome.output.firstMatch(of: /kid: (\S+)/), "\(outcome.errors)").1)
    }
}
