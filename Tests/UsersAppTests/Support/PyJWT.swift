import Foundation
import TestProcesses
import Testing

/// What another JOSE library says of our tokens.
enum PyJWT {
    struct Verified: Decodable {
        let kid: String
        let algorithm: String
        let header: [String: String]
        let claims: Claims

        struct Claims: Decodable {
            let iss: String
            let token_type: String
        }
    }

    /// Verifies a token by the key set at an address.
    static func verify(_ token: String, by keys: URL) throws -> Verified {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../verify-token.py")
        let text = try run([script.standardizedFileURL.path, keys.absoluteString], input: token)
        return try JSONDecoder().decode(Verified.self, from: Data(text.utf8))
    }

    /// A token of these claims, in JSON, that another service signs with the shared secret.
    static func sign(_ claims: String, secret: String) throws -> String {
        let script = "import json, jwt, sys; print(jwt.encode(json.load(sys.stdin), sys.argv[1], 'HS256'), end='')"
        return try run(["-c", script, secret], input: claims)
    }

    private static func run(_ arguments: [String], input: String) throws -> String {
        let python = try #require(
            ProcessInfo.processInfo.environment["USERS_TEST_PYTHON"],
            "USERS_TEST_PYTHON is not set: run the tests by scripts/test, which installs it")
        let process = try ChildProcess(python, arguments, input: .pipe, output: .pipe)
        try process.write(input)
        let (status, output) = try process.end()
        try #require(status == 0, "PyJWT refused")
        return output
    }
}
