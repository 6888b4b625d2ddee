import Accounts
import HTTPTypes
import SocketServer

/// How accounts come to be, and to life.
extension ProfileRoutes {
    static var makingProfiles: [Route] {
        [
            Route(
                .post, "/users/register", .authenticated,
                "Registers a user on behalf of somebody; it waits for activation",
                reads: .body(NewProfileMessage.self), answer: ProfileMessage.schema, status: .created,
                errors: [.permissionMissing, .emailTaken, .throttled]
            ) { context, message in
                let account = try await context.services.profiles.register(
                    message.account, by: context.caller, from: context.client)
                return .json(ProfileMessage(account), status: .created)
            },
            Route(
                .post, "/users", .actor, "Makes an active user, for a back office",
                reads: .body(NewProfileMessage.self), answer: ProfileMessage.schema, status: .created,
                errors: [.permissionMissing, .emailTaken]
            ) { context, message in
                let account = try await context.services.profiles.create(
                    message.account, by: context.caller, from: context.client)
                return .json(ProfileMessage(account), status: .created)
            },
            Route(
                .post, "/users/{id}/activate", .inactiveActor, "Activates a user; one that is active stays so",
                answer: ProfileMessage.schema, errors: [.notFound]
            ) { context in
                let account = try await context.services.profiles.activate(
                    context.pathID, by: context.caller, from: context.client)
                return .json(ProfileMessage(account))
            },
        ]
    }
}
