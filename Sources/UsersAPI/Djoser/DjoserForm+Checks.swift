import Accounts
import DocumentStore

/// Checks of single fields by what is stored.
extension DjoserForm {
    /// Adds that the name is taken.
    mutating func checkIsFree(username field: DjoserText) async throws {
        guard let username = self[field] else { return }
        let taken = try await context.services.registration.taken(username: username, in: context.namespace)
        if taken.username { add(.djoserUsernameTaken(field.name)) }
    }

    /// Adds that the address is another account's than this.
    mutating func checkIsFree(email field: DjoserText, for account: Account? = nil) async throws {
        guard let email = self[field] else { return }
        let taken = try await context.services.registration.taken(
            email: email, in: account?.namespace ?? context.namespace, except: account?.id)
        if taken.email { add(.djoserEmailTaken) }
    }

    /// The proof that the caller knows their password; nil, with the problem added, where they don't.
    mutating func prove(_ field: DjoserText) async throws -> PasswordProof? {
        guard let password = self[field] else { return nil }
        do {
            return try await context.services.ownAccount.prove(password, by: context.caller, from: context.client)
        } catch {
            switch error {
            case .currentPasswordWrong, .currentPasswordUnset:
                add(.djoserPasswordWrong(field.name))
                return nil
            default: throw error
            }
        }
    }

    /// The avatar's file, cleaned; nil, with the problem added, where it is no picture.
    mutating func prepareAvatar() async throws -> PreparedAvatar? {
        let field = DjoserFields.avatar
        guard let file = file(field) else { return nil }
        if let problem = field.problem(of: file) {
            add(problem)
            return nil
        }
        do {
            let avatar = try await context.services.avatars.prepare(file.bytes)
            if let problem = field.extensionProblem(of: file) { add(problem) }
            return avatar
        } catch {
            switch error {
            case .unsupportedImage, .invalid:
                add(field.notImage)
                return nil
            default: throw error
            }
        }
    }
}
