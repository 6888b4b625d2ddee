import Accounts
import HTTPTypes
import SocketServer

/// What administrators see beside accounts: the audit, service tokens, mails that could not be delivered.
extension NativeRoutes {
    static var oversight: [Route] {
        [
            Route(
                .get, "/api/v1/admin/audit", .admin, "Lists what happened, the newest first",
                reads: .query(AuditListMessage.self), answer: [AuditEntryMessage].schema, headers: [.link]
            ) { context, message in
                .audit(try await context.services.audit.list(message.query, by: context.caller), context.request)
            },
            Route(
                .get, "/api/v1/admin/tokens", .admin, "Lists the service tokens", answer: [ServiceTokenMessage].schema
            ) { context in
                .json(try await context.services.serviceTokens.list(by: context.caller).map(ServiceTokenMessage.init))
            },
            Route(
                .post, "/api/v1/admin/tokens", .admin, "Makes a service token, whose text is shown this once",
                reads: .body(NewServiceTokenMessage.self), answer: IssuedServiceTokenMessage.schema, status: .created,
                headers: [.location]
            ) { context, message in
                let (token, text) = try await context.services.serviceTokens.create(
                    message.draft, by: context.caller, from: context.client)
                return .json(
                    IssuedServiceTokenMessage(token: token, text: text), status: .created,
                    fields: [.location: "/api/v1/admin/tokens/\(token.id)"])
            },
            Route(
                .delete, "/api/v1/admin/tokens/{id}", .admin, "Revokes a service token", answer: nil,
                errors: [.notFound]
            ) { context in
                try await context.services.serviceTokens.revoke(
                    context.pathID, by: context.caller, from: context.client)
                return .noContent
            },
            Route(
                .get, "/api/v1/admin/dead-letters", .admin, "Lists the mails that could not be delivered",
                answer: [DeadLetterMessage].schema
            ) { context in
                .json(try await context.services.deadLetters.list(by: context.caller).map(DeadLetterMessage.init))
            },
            Route(
                .post, "/api/v1/admin/dead-letters/{id}/retry", .admin, "Queues such a mail again", answer: nil,
                status: .accepted, errors: [.notFound]
            ) { context in
                try await context.services.deadLetters.retry(
                    context.pathID, by: context.caller, from: context.client)
                return .accepted
            },
            Route(
                .delete, "/api/v1/admin/dead-letters/{id}", .admin, "Forgets such a mail", answer: nil,
                errors: [.notFound]
            ) { context in
                try await context.services.deadLetters.delete(
                    context.pathID, by: context.caller, from: context.client)
                return .noContent
            },
        ]
    }
}
