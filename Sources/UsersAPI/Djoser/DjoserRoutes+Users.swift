import Accounts
import HTTPTypes
import SocketServer

/// Users: `/auth/users/me` for the caller, `/auth/users/{id}` for whoever may.
extension DjoserRoutes {
    static var users: [Route] {
        [
            .djoser(
                .get, "/auth/users", .authenticated, "Lists users: all for who manages users, else the caller alone",
                answer: [DjoserUserMessage].schema
            ) { context in
                guard try context.caller.managesUsers else {
                    return .json([DjoserUserMessage(try context.caller.account)])
                }
                return try await DjoserUserStream.response(
                    context.services.profiles.walk(offset: 0, by: context.caller))
            }
        ] + user("/auth/users/me", "the caller's own account") + user("/auth/users/{id}", "a user")
    }

    /// The four routes of one user.
    private static func user(_ path: String, _ noun: String) -> [Route] {
        [
            .djoser(
                .get, path, .authenticated, "Shows \(noun)", answer: DjoserUserMessage.schema, errors: [.notFound]
            ) { context in
                .json(DjoserUserMessage(try await context.djoserTarget()))
            },
            .djoser(
                .put, path, .authenticated, "Changes \(noun); absent names stay", body: DjoserReplacementMessage.self,
                answer: DjoserUserMessage.schema, errors: [.notFound, .throttled]
            ) { context, message in
                .json(DjoserUserMessage(try await update(message.update, context)))
            },
            .djoser(
                .patch, path, .authenticated, "Changes \(noun); absent fields stay", body: DjoserChangesMessage.self,
                answer: DjoserUserMessage.schema, errors: [.notFound, .throttled]
            ) { context, message in
                .json(DjoserUserMessage(try await update(message, context)))
            },
            .djoser(
                .delete, path, .authenticated, "Deletes \(noun), by the caller's own password",
                body: DjoserDeletionMessage.self, errors: [.notFound, .lastAdmin, .throttled]
            ) { context, message in
                try await delete(message, context)
                return .noContent
            },
        ]
    }

    private static func update(_ message: DjoserChangesMessage, _ context: RequestContext) async throws -> Account {
        let services = context.services
        let isOwn = try message.target == context.caller.accountID
        let account =
            isOwn
            ? try await services.ownAccount.update(context.caller, message.changes, from: context.client)
            : try await services.administration.update(
                message.target, message.changes, by: context.caller, from: context.client)
        guard let avatar = message.avatar else { return account }
        return try await services.avatars.replace(
            with: avatar, of: message.target, by: context.caller, from: context.client)
    }

    private static func delete(_ message: DjoserDeletionMessage, _ context: RequestContext) async throws {
        let services = context.services
        guard try message.target != context.caller.accountID else {
            return try await services.ownAccount.delete(context.caller, by: message.proof, from: context.client)
        }
        try await services.administration.delete(message.target, by: context.caller, from: context.client)
    }
}
