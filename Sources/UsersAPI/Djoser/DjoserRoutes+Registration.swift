import Accounts
import HTTPTypes
import SocketServer

/// How accounts come to be, and to life.
extension DjoserRoutes {
    /// - Parameter needsActivation: Whether who registers is inactive until a mailed link is followed.
    static func registration(needsActivation: Bool) -> [Route] {
        [
            .djoser(
                .post, "/auth/users", .anyoneAuthentic, "Registers a user, who gets a mail to activate the account",
                body: DjoserRegisterMessage.self, answer: DjoserNewUserMessage.schema, status: .created,
                errors: [.throttled]
            ) { context, message in
                var draft = message.account
                draft.needsActivation = needsActivation
                let account = try await context.services.registration.register(
                    draft, by: context.authenticated, from: context.client, isCounted: true)
                return .json(DjoserNewUserMessage(account), status: .created)
            },
            .djoser(
                .post, "/auth/users/activation", .anyoneAuthentic, "Activates an account by a mailed link",
                body: DjoserActivationMessage.self, errors: [.activationStale]
            ) { context, message in
                try await namingFields {
                    try await context.services.email.activate(
                        uid: message.uid, token: message.token, from: context.client)
                }
                return .noContent
            },
            .djoser(
                .post, "/auth/users/resend_activation", .anyoneAuthentic, "Mails the link that activates again",
                body: DjoserEmailMessage.self, errors: [.throttled]
            ) { context, message in
                try await context.services.email.resendActivation(
                    to: message.email, namespace: context.namespace.description, from: context.client)
                return .noContent
            },
        ]
    }
}
