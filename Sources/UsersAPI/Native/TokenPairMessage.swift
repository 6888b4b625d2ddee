import Accounts

/// What a login is answered with (RFC 6749 §5.1, and the user).
struct TokenPairMessage: ResponseMessage {
    let pair: TokenPair

    static let schema = Schema.named(
        "TokenPair",
        .object([
            .init(name: "access_token", schema: .string(), isRequired: true),
            .init(name: "token_type", schema: .enumeration(["bearer"]), isRequired: true),
            .init(
                name: "expires_in", schema: .integer(), isRequired: true,
                description: "Seconds until the access token expires."),
            .init(name: "refresh_token", schema: .string(), isRequired: true),
            .init(
                name: "refresh_expires_in", schema: .integer(), isRequired: true,
                description: "Seconds until the refresh token expires unless it is used."),
            .init(name: "user", schema: UserMessage.schema, isRequired: true),
        ]))

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("access_token")
            writer.string(pair.accessToken)
            writer.key("token_type")
            writer.string("bearer")
            writer.key("expires_in")
            writer.integer(pair.accessLifetime.components.seconds)
            writer.key("refresh_token")
            writer.string(pair.refreshToken)
            writer.key("refresh_expires_in")
            writer.integer(pair.refreshLifetime.components.seconds)
            writer.key("user")
            UserMessage(pair.account).write(to: &writer)
        }
    }
}
