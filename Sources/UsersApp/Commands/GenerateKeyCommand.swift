import Accounts
import ArgumentParser

/// `users keys generate`.
struct GenerateKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: "Makes a private key, in a file that only its owner can read.")

    /// The algorithms that have a private key.
    enum Algorithm: String, CaseIterable, ExpressibleByArgument {
        case eddsa
        case es256
        case rs256

        var kind: PrivateKey.Kind {
            switch self {
            case .eddsa: .ed25519
            case .es256: .p256
            case .rs256: .rsa
            }
        }
    }

    @Option(help: "How the key signs: eddsa (Ed25519), es256 (P-256) or rs256 (RSA of 3072 bits).")
    var algorithm = Algorithm.eddsa
    @Option(help: "The file to write, as PKCS#8 in PEM; one that is there stays.")
    var output: String

    func run() async throws {
        try await Failure.exiting {
            // The setting has several paths by commas.
            guard !output.isEmpty, !output.contains(",") else {
                throw Failure.usage("--output: the path must not be empty or have a comma")
            }
            let key = try PrivateKey.generate(algorithm.kind)
            guard try NewFile.create(output, content: key.pem) else {
                throw Failure.usage("--output: \(output) is there already, and stays as it is")
            }
            print("kid: \(key.publicKey.id)")
            print("JWT_PRIVATE_KEY_FILE=\(output)")
        }
    }
}
