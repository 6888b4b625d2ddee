import Accounts
import HTTPTypes
import SocketServer

/// Showing and changing one profile.
extension ProfileRoutes {
    static var profiles: [Route] {
        [
            Route(
                .get, "/users/{id}", .actor, "Shows a profile, without what others may not see of it",
                answer: ProfileMessage.schema, errors: [.notFound]
            ) { context in
                let (account, isWhole) = try await context.services.profiles.profile(context.pathID, by: context.caller)
                return .json(ProfileMessage(account, isMasked: !isWhole))
            },
            Route(
                .patch, "/users/{id}", .actor, "Changes a profile; absent fields stay",
                reads: .body(ProfileChangesMessage.self), answer: ProfileMessage.schema,
                errors: [
                    .notFound, .emailTaken, .currentPasswordRequired, .currentPasswordWrong, .currentPasswordUnset,
                    .throttled,
                ]
            ) { context, message in
                let account = try await context.services.profiles.update(
                    context.pathID, message.changes, by: context.caller, from: context.client)
                return .json(ProfileMessage(account))
            },
            Route(
                .put, "/users/me/preferences", .actor, "Replaces the caller's preferences",
                reads: .body(NewPreferencesMessage.self), answer: PreferencesMessage.schema
            ) { context, message in
                let account = try await context.services.ownAccount.setPreferences(
                    message.text, of: context.caller, from: context.client)
                return .json(PreferencesMessage(account))
            },
            Route(
                .get, "/users/{id}/entitlements", .actor, "Tells what a user is entitled to, for other services",
                answer: EntitlementsMessage.schema, errors: [.notFound]
            ) { context in
                let account = try await context.services.profiles.entitled(context.pathID, by: context.caller)
                return .json(EntitlementsMessage(source: account))
            },
        ]
    }
}
