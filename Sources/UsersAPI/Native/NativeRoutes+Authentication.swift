import Accounts
import HTTPTypes
import SocketServer

/// Registering, logging in, and what becomes of tokens.
extension NativeRoutes {
    static var authentication: [Route] {
        [
            Route(
                .post, "/api/v1/auth/register", .anyone, "Registers a new user",
                reads: .body(RegisterMessage.self), answer: UserMessage.schema, status: .created,
                headers: [.location, .eTag],
                errors: [.emailTaken, .throttled]
            ) { context, message in
                let account = try await context.services.registration.register(
                    message.account, by: context.authenticated, from: context.client)
                return .user(account, status: .created, fields: [.location: "/api/v1/users/me"])
            },
            Route(
                .post, "/api/v1/auth/login", .anonymous, "Logs in and opens a session",
                reads: .body(LoginMessage.self), answer: TokenPairMessage.schema,
                errors: [.invalidCredentials, .throttled]
            ) { context, message in
                let login = LoginRequest(
                    login: message.login, password: message.password, namespace: message.namespace,
                    client: context.client)
                return .json(TokenPairMessage(source: try await context.services.authentication.logIn(login)))
            },
            Route(
                .post, "/api/v1/auth/refresh", .anonymous, "Exchanges a refresh token for new tokens",
                reads: .body(RefreshMessage.self), answer: TokenPairMessage.schema, errors: [.refreshTokenInvalid]
            ) { context, message in
                let pair = try await context.services.sessions.refresh(message.token, from: context.client)
                return .json(TokenPairMessage(source: pair))
            },
            Route(
                .post, "/api/v1/auth/logout", .authenticated, "Ends the caller's session, or all of them",
                reads: .body(LogoutMessage.self, as: [.json, .absent]), answer: nil
            ) { context, message in
                try await context.services.sessions.logOut(
                    context.caller, everywhere: message.everywhere, from: context.client)
                return .noContent
            },
            Route(
                .post, "/api/v1/auth/introspect", .authenticated, "Tells whether a token is good, and whose (RFC 7662)",
                reads: .body(IntrospectMessage.self, as: [.form, .json]), answer: IntrospectionMessage.schema
            ) { context, message in
                let subject = try await context.services.authentication.introspect(message.token, by: context.caller)
                return .json(IntrospectionMessage(subject: subject))
            },
        ]
    }
}
