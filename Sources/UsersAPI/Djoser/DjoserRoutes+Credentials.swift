import Accounts
import HTTPTypes
import SocketServer

/// Passwords and login names: changed by who knows the password, or by a mailed link.
extension DjoserRoutes {
    static var credentials: [Route] {
        [
            .djoser(
                .post, "/auth/users/set_password", .authenticated, "Sets the caller's password",
                body: DjoserPasswordMessage.self, errors: [.throttled]
            ) { context, message in
                try await namingFields {
                    try await context.services.ownAccount.setPassword(
                        message.password, of: context.caller, by: message.proof, from: context.client)
                }
                return .noContent
            },
            .djoser(
                .post, "/auth/users/set_username", .authenticated, "Sets the caller's user name",
                body: DjoserUsernameMessage.self, errors: [.throttled]
            ) { context, message in
                try await namingFields {
                    try await context.services.ownAccount.setUsername(
                        message.username, of: context.caller, by: message.proof, from: context.client)
                }
                return .noContent
            },
            .djoser(
                .post, "/auth/users/reset_password", .anyoneAuthentic, "Mails a link that sets the password",
                body: DjoserEmailMessage.self, errors: [.throttled]
            ) { context, message in
                try await context.services.passwordRecovery.requestConfirmation(
                    for: message.email, namespace: context.namespace.description, from: context.client)
                return .noContent
            },
            .djoser(
                .post, "/auth/users/reset_password_confirm", .anyoneAuthentic, "Sets the password by a mailed link",
                body: DjoserPasswordResetMessage.self
            ) { context, message in
                try await namingFields {
                    try await context.services.passwordRecovery.confirm(
                        uid: message.uid, token: message.token, password: message.password, from: context.client)
                }
                return .noContent
            },
            .djoser(
                .post, "/auth/users/reset_username", .anyoneAuthentic, "Mails a link that sets the user name",
                body: DjoserEmailMessage.self, errors: [.throttled]
            ) { context, message in
                try await context.services.passwordRecovery.requestUsername(
                    for: message.email, namespace: context.namespace.description, from: context.client)
                return .noContent
            },
            .djoser(
                .post, "/auth/users/reset_username_confirm", .anyoneAuthentic, "Sets the user name by a mailed link",
                body: DjoserUsernameResetMessage.self
            ) { context, message in
                try await namingFields {
                    try await context.services.passwordRecovery.confirmUsername(
                        uid: message.uid, token: message.token, username: message.username, from: context.client)
                }
                return .noContent
            },
        ]
    }
}
