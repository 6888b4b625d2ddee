import Accounts
import HTTPTypes
import SocketServer

/// What the holder of an account does with it.
extension NativeRoutes {
    static var ownAccount: [Route] {
        [
            Route(
                .get, "/api/v1/users/me", .authenticated, "Shows the caller's own account",
                answer: UserMessage.schema, headers: [.eTag]
            ) { context in
                try .user(of: context.caller, unlessFresh: context.request)
            },
            changeOwn(.put),
            changeOwn(.patch),
            Route(
                .delete, "/api/v1/users/me", .authenticated, "Deletes the caller's own account",
                answer: nil, errors: [.lastAdmin, .versionMismatch]
            ) { context in
                try await context.services.ownAccount.delete(
                    context.caller, if: EntityTag.condition(context.request), from: context.client)
                return .noContent
            },
            Route(
                .get, "/api/v1/users/me/preferences", .authenticated, "Shows the caller's preferences",
                answer: PreferencesMessage.schema, headers: [.eTag]
            ) { context in
                let account = try context.caller.account
                guard !EntityTag.isFresh(context.request, account) else { return .notModified(account) }
                return .json(PreferencesMessage(account), fields: [.eTag: EntityTag.of(account)])
            },
            Route(
                .put, "/api/v1/users/me/preferences", .authenticated, "Replaces the caller's preferences",
                reads: .body(NewPreferencesMessage.self), answer: PreferencesMessage.schema, headers: [.eTag],
                errors: [.versionMismatch]
            ) { context, message in
                let account = try await context.services.ownAccount.setPreferences(
                    message.text, of: context.caller, if: EntityTag.condition(context.request), from: context.client)
                return .json(PreferencesMessage(account), fields: [.eTag: EntityTag.of(account)])
            },
            Route(
                .get, "/api/v1/users/me/export", .authenticated, "Shows all that is stored of the caller",
                answer: ExportMessage.schema
            ) { context in
                .json(ExportMessage(source: try await context.services.audit.export(of: context.caller)))
            },
            Route(
                .get, "/api/v1/users/me/activity", .authenticated, "Lists what happened to the caller's account",
                reads: .query(ActivityMessage.self), answer: [AuditEntryMessage].schema, headers: [.link]
            ) { context, message in
                let page = try await context.services.audit.ownActivity(message.query, of: context.caller)
                return .audit(page, context.request)
            },
        ]
    }

    private static func changeOwn(_ method: HTTPRequest.Method) -> Route {
        Route(
            method, "/api/v1/users/me", .authenticated, "Changes the caller's own account; absent fields stay",
            reads: .body(OwnChangesMessage.self), answer: UserMessage.schema, headers: [.eTag],
            errors: [
                .emailTaken, .usernameTaken, .versionMismatch, .currentPasswordRequired, .currentPasswordWrong,
                .currentPasswordUnset, .throttled,
            ]
        ) { context, message in
            .user(
                try await context.services.ownAccount.update(
                    context.caller, message.changes, if: EntityTag.condition(context.request), from: context.client))
        }
    }
}
