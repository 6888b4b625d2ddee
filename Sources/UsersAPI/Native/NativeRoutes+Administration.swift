import Accounts
import HTTPTypes
import SocketServer

/// What administrators do with accounts.
extension NativeRoutes {
    static var administration: [Route] {
        [
            Route(
                .get, "/api/v1/admin/users", .admin, "Lists users, a page at a time",
                reads: .query(ListMessage.self), answer: [UserMessage].schema, headers: [.xTotalCount, .link]
            ) { context, message in
                let page = try await context.services.administration.list(message.query, by: context.caller)
                var fields: HTTPFields = [.xTotalCount: String(page.total)]
                if let next = page.next {
                    fields[.link] = context.request.link(to: next, order: message.query.sort.rawValue)
                }
                return .json(page.accounts.map { UserMessage($0) }, fields: fields)
            },
            Route(
                .post, "/api/v1/admin/users", .admin, "Makes a user",
                reads: .body(AdminCreateMessage.self), answer: UserMessage.schema, status: .created,
                headers: [.location, .eTag], errors: [.emailTaken]
            ) { context, message in
                let account = try await context.services.administration.create(
                    message.account, by: context.caller, from: context.client)
                return .user(account, status: .created, fields: [.location: "/api/v1/admin/users/\(account.id)"])
            },
            Route(
                .get, "/api/v1/admin/users/{id}", .admin, "Shows a user",
                answer: UserMessage.schema, headers: [.eTag], errors: [.notFound]
            ) { context in
                let account = try await context.services.administration.account(context.pathID, by: context.caller)
                return .user(account, unlessFresh: context.request)
            },
            changeUser(.put),
            changeUser(.patch),
            Route(
                .delete, "/api/v1/admin/users/{id}", .admin, "Deletes a user",
                answer: nil,
                errors: [.notFound, .lastAdmin, .ownAccount, .versionMismatch]
            ) { context in
                try await context.services.administration.delete(
                    context.pathID, if: EntityTag.condition(context.request), by: context.caller,
                    from: context.client)
                return .noContent
            },
            Route(
                .get, "/api/v1/admin/users/{id}/sessions", .admin, "Lists a user's sessions",
                answer: [SessionMessage].schema, errors: [.notFound]
            ) { context in
                let sessions = try await context.services.administration.sessions(
                    of: context.pathID, by: context.caller)
                let current = try context.caller.session?.id
                return .json(sessions.map { SessionMessage($0, current: current) })
            },
            Route(
                .delete, "/api/v1/admin/users/{id}/sessions", .admin, "Ends a user's sessions", answer: nil,
                errors: [.notFound]
            ) { context in
                try await context.services.administration.endSessions(
                    of: context.pathID, by: context.caller, from: context.client)
                return .noContent
            },
        ]
    }

    private static func changeUser(_ method: HTTPRequest.Method) -> Route {
        Route(
            method, "/api/v1/admin/users/{id}", .admin, "Changes a user; absent fields stay",
            reads: .body(AdminChangesMessage.self), answer: UserMessage.schema, headers: [.eTag],
            errors: [.notFound, .emailTaken, .usernameTaken, .lastAdmin, .versionMismatch, .throttled]
        ) { context, message in
            .user(
                try await context.services.administration.update(
                    context.pathID, message.changes, if: EntityTag.condition(context.request), by: context.caller,
                    from: context.client))
        }
    }
}
