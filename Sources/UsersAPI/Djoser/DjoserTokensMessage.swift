import Accounts

/// What a login is answered with.
struct DjoserTokensMessage: ResponseMessage {
    let pair: TokenPair

    static let schema = Schema.named("DjoserTokens", .object(fields.map(\.property)))

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            for field in Self.fields { field.write(pair, &writer) }
        }
    }

    private static let fields: [OutputField<TokenPair>] = [
        .always("refresh", .string()) { $0.refreshToken },
        .always("access", .string()) { $0.accessToken },
    ]
}
