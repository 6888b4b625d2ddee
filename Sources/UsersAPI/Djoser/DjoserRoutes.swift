import Accounts

/// The dialect of Djoser with simplejwt: `/auth/users/*` and `/auth/jwt/*`.
enum DjoserRoutes {
    static func dialect(_ settings: DjoserSettings) -> Dialect {
        Dialect(
            name: "djoser",
            description: "Djoser with simplejwt. Errors are `{\"field\": [\"message\"]}` and `{\"detail\"}`.",
            errors: DjoserErrors(), conventions: DjoserConventions(),
            routes: tokens(rotatesRefresh: settings.rotatesRefresh)
                + registration(needsActivation: settings.mailsActivation) + users + credentials)
    }

    /// Does what was asked for by a mailed link, or of new credentials, and tells what is wrong by Djoser's fields.
    static func namingFields(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let error as AccountError {
            switch error {
            case .notFound:
                throw AccountError.invalid([
                    FieldProblem("uid", .invalid, "Invalid user id or user doesn't exist.")
                ])
            case .usernameTaken: throw AccountError.invalid([.djoserUsernameTaken("new_username")])
            case .invalid(let problems): throw AccountError.invalid(problems.map(\.ofNewCredential))
            default: throw error
            }
        }
    }
}

extension FieldProblem {
    /// The problem of an account's field as that of the request's which sets it.
    fileprivate var ofNewCredential: FieldProblem {
        FieldProblem(path: path.map { "new_\($0)" }, code, message, limit: limit, expected: expected)
    }
}
