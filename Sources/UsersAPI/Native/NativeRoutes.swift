import Accounts
import HTTPTypes
import SocketServer

/// The service's own dialect, `/api/v1`.
enum NativeRoutes {
    static var routes: [Route] { authentication + ownAccount + administration }

    private static var authentication: [Route] {
        [
            Route(
                .post, "/api/v1/auth/register", .anonymous, "Registers a new user",
                body: RegisterMessage.self, answer: UserMessage.schema, status: .created, headers: [.location, .eTag],
                errors: [.emailTaken]
            ) { context, message in
                let account = try await context.services.registration.register(message.account)
                return .user(account, status: .created, fields: [.location: "/api/v1/users/me"])
            },
            Route(
                .post, "/api/v1/auth/login", .anonymous, "Logs in and opens a session",
                body: LoginMessage.self, answer: TokenPairMessage.schema, errors: [.invalidCredentials]
            ) { context, message in
                let login = LoginRequest(
                    login: message.login, password: message.password, namespace: message.namespace,
                    client: context.client)
                return .json(TokenPairMessage(pair: try await context.services.authentication.logIn(login)))
            },
        ]
    }

    private static var ownAccount: [Route] {
        [
            Route(
                .get, "/api/v1/users/me", .authenticated, "Shows the caller's own account",
                answer: UserMessage.schema, headers: [.eTag]
            ) { context in
                .user(try context.caller.account, unlessFresh: context.request)
            },
            changeOwn(.put),
            changeOwn(.patch),
            Route(
                .delete, "/api/v1/users/me", .authenticated, "Deletes the caller's own account",
                answer: nil, status: .noContent, errors: [.lastAdmin, .versionMismatch]
            ) { context in
                try await context.services.ownAccount.delete(context.caller, if: EntityTag.condition(context.request))
                return .noContent
            },
        ]
    }

    private static func changeOwn(_ method: HTTPRequest.Method) -> Route {
        Route(
            method, "/api/v1/users/me", .authenticated, "Changes the caller's own account; absent fields stay",
            body: OwnChangesMessage.self, answer: UserMessage.schema, headers: [.eTag],
            errors: [
                .emailTaken, .usernameTaken, .versionMismatch, .currentPasswordRequired, .currentPasswordWrong,
                .currentPasswordUnset,
            ]
        ) { context, message in
            .user(
                try await context.services.ownAccount.update(
                    context.caller, message.changes, if: EntityTag.condition(context.request)))
        }
    }

    private static var administration: [Route] {
        [
            Route(
                .get, "/api/v1/admin/users", .admin, "Lists users, a page at a time",
                query: ListMessage.self, answer: [UserMessage].schema, headers: [.xTotalCount, .link]
            ) { context, message in
                let page = try await context.services.administration.list(message.query, by: context.caller)
                var fields: HTTPFields = [.xTotalCount: String(page.total)]
                if let next = page.next {
                    let cursor = CursorText.encode(next, order: message.query.sort.rawValue)
                    fields[.link] = "<\(context.request.target(withCursor: cursor))>; rel=\"next\""
                }
                return .json(page.accounts.map(UserMessage.init), fields: fields)
            },
            Route(
                .post, "/api/v1/admin/users", .admin, "Makes a user",
                body: AdminCreateMessage.self, answer: UserMessage.schema, status: .created,
                headers: [.location, .eTag], errors: [.emailTaken]
            ) { context, message in
                let account = try await context.services.administration.create(message.account, by: context.caller)
                return .user(account, status: .created, fields: [.location: "/api/v1/admin/users/\(account.id)"])
            },
            Route(
                .get, "/api/v1/admin/users/{id}", .admin, "Shows a user",
                answer: UserMessage.schema, headers: [.eTag], errors: [.notFound]
            ) { context in
                let account = try await context.services.administration.account(context.accountID, by: context.caller)
                return .user(account, unlessFresh: context.request)
            },
            changeUser(.put),
            changeUser(.patch),
            Route(
                .delete, "/api/v1/admin/users/{id}", .admin, "Deletes a user",
                answer: nil, status: .noContent,
                errors: [.notFound, .lastAdmin, .ownAccount, .versionMismatch]
            ) { context in
                try await context.services.administration.delete(
                    context.accountID, if: EntityTag.condition(context.request), by: context.caller)
                return .noContent
            },
        ]
    }

    private static func changeUser(_ method: HTTPRequest.Method) -> Route {
        Route(
            method, "/api/v1/admin/users/{id}", .admin, "Changes a user; absent fields stay",
            body: AdminChangesMessage.self, answer: UserMessage.schema, headers: [.eTag],
            errors: [.notFound, .emailTaken, .usernameTaken, .lastAdmin, .versionMismatch]
        ) { context, message in
            .user(
                try await context.services.administration.update(
                    context.accountID, message.changes, if: EntityTag.condition(context.request), by: context.caller))
        }
    }
}
