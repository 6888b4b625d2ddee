import Foundation
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
        let data = try run([script.standardizedFileURL.path, keys.absoluteString], input: token)
        return try JSONDecoder().decode(Verified.self, from: data)
    }

    /// A token of these claims, in JSON, that another service signs with the shared secret.
    static func sign(_ claims: String, secret: String) throws -> String {
        let script = "import json, jwt, sys; print(jwt.encode(json.load(sys.stdin), sys.argv[1], 'HS256'), end='')"
        return String(decoding: try run(["-c", script, secret], input: claims), as: UTF8.self)
    }

    private static func run(_ arguments: [String], input text: String) throws -> Data {
        let python = try #require(
            ProcessInfo.processInfo.environment["USERS_TEST_PYTHON"],
            "USERS_TEST_PYTHON is not set: run the tests by scripts/test, which installs it")
        let process = Process()
        process.executableURL = URL(filePath: python)
        process.arguments = arguments
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
        try input.fileHandleForWriting.close()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "PyJWT refused")
        return data
    }
}
