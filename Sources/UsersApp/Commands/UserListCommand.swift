import Accounts
import ArgumentParser
import UsersAPI

/// `users user list`.
struct UserListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists accounts: id, state, when made, namespace, e-mail, user name.")

    @OptionGroup var configuration: ConfigurationOption
    @Option(help: "The beginning of an e-mail address, user name or display name.")
    var search: String?
    @Option(help: "One tenant alone.")
    var namespace: String?
    @Option(help: "How many at most.")
    var limit: Int = 100

    func validate() throws {
        guard (1...AccountQuery.maximumLimit).contains(limit) else {
            throw ValidationError("--limit takes 1 to \(AccountQuery.maximumLimit).")
        }
    }

    func run() async throws {
        try await Failure.exiting {
            let settings = try await Settings.load(path: configuration.path)
            var query = AccountQuery()
            query.prefix = search
            query.limit = limit
            if let namespace {
                guard let name = NamespaceName(namespace) else { throw Failure.usage("\(namespace) is no namespace") }
                query.namespace = name
            }
            let page = try await Service.withServices(settings) { [query] services in
                try await services.operation.list(query)
            }
            for account in page.accounts {
                let state = account.isActive ? (account.isAdmin ? "admin" : "active") : "inactive"
                let columns = [
                    "\(account.id)", state, account.createdAt.rfc3339, "\(account.namespace)", account.email ?? "-",
                    account.username,
                ]
                print(columns.joined(separator: "\t"))
            }
            if page.total > page.accounts.count { print("\(page.accounts.count) of \(page.total)") }
        }
    }
}
