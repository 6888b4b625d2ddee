import Accounts
import HTTPTypes
import SocketServer

/// Mails with links, and what the links do.
extension NativeRoutes {
    static var mailedLinks: [Route] {
        [
            Route(
                .post, "/api/v1/auth/password/forgot", .anonymous, "Mails a link that sets the password",
                reads: .body(EmailMessage.self), answer: nil, status: .accepted, errors: [.throttled]
            ) { context, message in
                try await context.services.passwordRecovery.request(
                    for: message.email, namespace: message.namespace, from: context.client)
                return .accepted
            },
            Route(
                .post, "/api/v1/auth/password/reset", .anonymous, "Sets the password by a mailed link",
                reads: .body(ResetMessage.self), answer: nil, errors: [.mailTokenInvalid]
            ) { context, message in
                try await context.services.passwordRecovery.reset(
                    message.link.accountID, token: message.link.token, password: message.password,
                    from: context.client)
                return .noContent
            },
            Route(
                .post, "/api/v1/auth/email/verify", .anonymous, "Verifies the address by a mailed link",
                reads: .body(MailedLinkMessage.self), answer: nil, errors: [.mailTokenInvalid]
            ) { context, message in
                try await context.services.email.verify(
                    message.accountID, token: message.token, from: context.client)
                return .noContent
            },
            Route(
                .post, "/api/v1/auth/email/resend", .anonymous, "Mails the link that verifies the address again",
                reads: .body(EmailMessage.self), answer: nil, status: .accepted, errors: [.throttled]
            ) { context, message in
                try await context.services.email.resend(
                    to: message.email, namespace: message.namespace, from: context.client)
                return .accepted
            },
            Route(
                .post, "/api/v1/auth/email/undo", .anonymous, "Takes a change of the address back by a mailed link",
                reads: .body(MailedLinkMessage.self), answer: nil, errors: [.mailTokenInvalid]
            ) { context, message in
                try await context.services.email.undo(message.accountID, token: message.token, from: context.client)
                return .noContent
            },
        ]
    }
}
