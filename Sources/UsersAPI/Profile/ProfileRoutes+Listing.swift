import Accounts
import HTTPTypes
import SocketServer

/// The list for a back office.
extension ProfileRoutes {
    static var listing: [Route] {
        [
            Route(
                .get, "/users", .actor, "Lists all profiles, or a page of them",
                reads: .query(ProfileListMessage.self), answer: ProfilePageMessage.schema, errors: [.permissionMissing]
            ) { context, message in
                let profiles = context.services.profiles
                guard let limit = message.limit else {
                    let walk = try profiles.walk(offset: message.offset, by: context.caller)
                    return try await ProfileStream.response(walk, offset: message.offset)
                }
                let page = try await profiles.page(limit: limit, offset: message.offset, by: context.caller)
                return .json(ProfilePageMessage(page, limit: limit, offset: message.offset))
            }
        ]
    }
}
