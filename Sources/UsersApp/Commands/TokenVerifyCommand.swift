import Accounts
import ArgumentParser

/// `users token verify`.
struct TokenVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Reads a token from standard input and judges it by the configured keys.",
        discussion: """
            Prints the claims of an access or refresh token whose signature, issuer, audience and times are good, and exits with 0; \
            says why and exits with 1 otherwise. Whether its session still lasts is the service's to say.
            """)

    @OptionGroup var configuration: ConfigurationOption

    func run() async throws {
        try await Failure.exiting {
            let settings = try await Settings.load(path: configuration.path)
            guard let token = readLine(strippingNewline: true), !token.isEmpty else {
                throw Failure.usage("standard input is empty; give the token on its first line")
            }
            let inspector = await TokenInspector(try Service.tokenSettings(settings))
            do throws(TokenInspectionError) {
                print(try await inspector.claims(of: token))
            } catch {
                print("The token is no good: \(error.explanation)")
                throw ExitCode(1)
            }
        }
    }
}

extension TokenInspectionError {
    fileprivate var explanation: String {
        switch self {
        case .expired: "it has expired."
        case .invalid: "it is none, or none of these keys signed it for this issuer and audience."
        }
    }
}
