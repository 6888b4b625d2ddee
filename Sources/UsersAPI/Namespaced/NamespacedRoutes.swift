import Accounts
import HTTPTypes
import SocketServer

/// The dialect of the namespaced FastAPI service: `/auth/register`, `/auth/login`, `/auth/refresh` and `/users/me`.
enum NamespacedRoutes {
    static let dialect = Dialect(
        name: "namespaced",
        description: "Login names in namespaces, in the words of a FastAPI service. Errors are `{\"detail\"}`.",
        errors: FastAPIErrors(details: [
            .tokenMissing: "Not authenticated",
            .tokenInvalid: "Could not validate credentials",
            .tokenExpired: "Could not validate credentials",
            .invalidCredentials: "Invalid credentials",
            .refreshTokenInvalid: "Invalid refresh token",
            .usernameTaken: "Username already exists in this namespace",
            .emailTaken: "Email already registered",
        ]),
        routes: authentication + ownAccount)

    private static var authentication: [Route] {
        [
            Route(
                .post, "/auth/register", .anyone, "Registers a user with a login name in a namespace",
                reads: .body(NamespacedRegisterMessage.self), answer: NamespacedUserMessage.schema, status: .created,
                errors: [.usernameTaken, .emailTaken, .throttled]
            ) { context, message in
                let account = try await context.services.registration.register(
                    message.account, by: context.authenticated, from: context.client)
                return .json(NamespacedUserMessage(account), status: .created)
            },
            Route(
                .post, "/auth/login", .anonymous, "Logs in by namespace, user name and password",
                reads: .body(NamespacedLoginMessage.self), answer: NamespacedTokensMessage.schema,
                errors: [.invalidCredentials, .throttled]
            ) { context, message in
                let login = LoginRequest(
                    login: message.username, password: message.password, namespace: message.namespace,
                    client: context.client)
                return .json(NamespacedTokensMessage(source: try await context.services.authentication.logIn(login)))
            },
            Route(
                .post, "/auth/refresh", .anonymous, "Exchanges a refresh token for new tokens",
                reads: .body(RefreshMessage.self), answer: NamespacedTokensMessage.schema,
                errors: [.refreshTokenInvalid]
            ) { context, message in
                let pair = try await context.services.sessions.refresh(message.token, from: context.client)
                return .json(NamespacedTokensMessage(source: pair))
            },
        ]
    }

    private static var ownAccount: [Route] {
        [
            Route(
                .get, "/users/me", .authenticated, "Shows the caller's own account",
                answer: NamespacedUserMessage.schema
            ) { context in
                .json(NamespacedUserMessage(try context.caller.account))
            },
            Route(
                .patch, "/users/me", .authenticated, "Changes the caller's profile; absent fields stay",
                reads: .body(NamespacedChangesMessage.self), answer: NamespacedUserMessage.schema,
                errors: [
                    .emailTaken, .currentPasswordRequired, .currentPasswordWrong, .currentPasswordUnset, .throttled,
                ]
            ) { context, message in
                let account = try await context.services.ownAccount.update(
                    context.caller, message.changes, from: context.client)
                return .json(NamespacedUserMessage(account))
            },
            Route(
                .post, "/users/me/avatar", .authenticated, "Makes a picture the caller's avatar",
                reads: .picture("file"),
                answer: NamespacedUserMessage.schema
            ) { context, file in
                let account = try await context.services.avatars.replace(
                    context.caller, file: file, from: context.client)
                return .json(NamespacedUserMessage(account))
            },
        ]
    }
}
