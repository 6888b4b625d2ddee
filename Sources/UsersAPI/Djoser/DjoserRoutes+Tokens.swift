import Accounts
import HTTPTypes
import SocketServer

/// Simplejwt's routes, which don't ask who calls.
extension DjoserRoutes {
    static func tokens(rotatesRefresh: Bool) -> [Route] {
        [
            .djoser(
                .post, "/auth/jwt/create", .anonymous, "Logs in by user name or e-mail address, and password",
                body: DjoserLoginMessage.self, answer: DjoserTokensMessage.schema,
                errors: [.invalidCredentials, .throttled]
            ) { context, message in
                let login = LoginRequest(login: message.username, password: message.password, client: context.client)
                return .json(DjoserTokensMessage(source: try await context.services.authentication.logIn(login)))
            },
            .djoser(
                .post, "/auth/jwt/refresh", .anonymous, "Exchanges a refresh token for an access token",
                body: DjoserRefreshMessage.self, answer: DjoserAccessMessage.schema, errors: [.refreshTokenInvalid]
            ) { context, message in
                let sessions = context.services.sessions
                guard rotatesRefresh else {
                    let access = try await sessions.refreshAccess(message.token, from: context.client)
                    return .json(DjoserAccessMessage(access: access))
                }
                let pair = try await sessions.refresh(message.token, from: context.client)
                return .json(DjoserAccessMessage(access: pair.accessToken, refresh: pair.refreshToken))
            },
            .djoser(
                .post, "/auth/jwt/verify", .anonymous, "Tells whether a token's signature and times are good",
                body: DjoserVerifyMessage.self, answer: DjoserEmptyMessage.schema, errors: [.refreshTokenInvalid]
            ) { context, message in
                try await verify(message.token, context)
                return .json(DjoserEmptyMessage())
            },
        ]
    }

    /// A token of the body is told of as refresh tokens are, not as one of `Authorization`.
    private static func verify(_ token: String, _ context: RequestContext) async throws {
        do {
            try await context.services.authentication.verify(token)
        } catch {
            switch error {
            case .tokenInvalid(let flaw): throw AccountError.refreshTokenInvalid(flaw)
            case .tokenExpired: throw AccountError.refreshTokenInvalid(.expired)
            default: throw error
            }
        }
    }
}
