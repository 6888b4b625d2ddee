import Accounts
import ArgumentParser

/// Which account a command is about.
struct AccountArguments: ParsableArguments {
    @Argument(help: "The account's id, e-mail address or login name.")
    var user: String
    @Option(help: "The tenant in which the name is looked up.")
    var namespace: String = "default"

    /// The account.
    ///
    /// - Throws: `Failure.refused` when there is none.
    func find(_ services: AccountServices) async throws -> Account {
        do {
            return try await services.operation.account(user, namespace: namespace)
        } catch AccountError.notFound {
            throw Failure.refused("there is no account \(user) in the namespace \(namespace)")
        }
    }
}
