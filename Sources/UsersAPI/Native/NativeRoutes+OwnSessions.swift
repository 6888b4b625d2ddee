import Accounts
import HTTPTypes
import SocketServer

/// The caller's sessions.
extension NativeRoutes {
    static var ownSessions: [Route] {
        [
            Route(
                .get, "/api/v1/users/me/sessions", .authenticated, "Lists the caller's sessions",
                answer: [SessionMessage].schema
            ) { context in
                let sessions = try context.services.sessions.list(of: context.caller)
                let current = try context.caller.session?.id
                return .json(sessions.map { SessionMessage($0, current: current) })
            },
            Route(
                .delete, "/api/v1/users/me/sessions/{sid}", .authenticated, "Ends one of the caller's sessions",
                answer: nil, errors: [.notFound]
            ) { context in
                try await context.services.sessions.end(
                    context.parameters["sid"] ?? "", of: context.caller, from: context.client)
                return .noContent
            },
        ]
    }
}
