import Accounts

/// What a login, or a refresh, is answered with.
struct NamespacedTokensMessage: ResponseMessage {
    let pair: TokenPair

    static let schema = Schema.named("NamespacedTokens", .object(fields.map(\.property)))

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            for field in Self.fields { field.write(self, &writer) }
        }
    }

    private static let fields: [OutputField<NamespacedTokensMessage>] = [
        .always("access_token", .string()) { $0.pair.accessToken },
        .always("refresh_token", .string()) { $0.pair.refreshToken },
        .always("token_type", .enumeration(["bearer"])) { _ in "bearer" },
    ]
}
