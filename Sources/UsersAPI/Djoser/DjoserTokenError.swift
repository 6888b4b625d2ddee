import Accounts

/// What simplejwt says of a token that is no good.
struct DjoserTokenError {
    /// `detail`, unless the token came in `Authorization` and is no good for anybody: then it is the one message of `messages`.
    private let text: String
    private var code = "token_not_valid"
    private var isMessage = false

    static let schema = Schema.named(
        "DjoserTokenError",
        .object([
            .init(name: "detail", schema: .string(), isRequired: true),
            .init(name: "code", schema: .string(), isRequired: false),
            .init(name: "messages", schema: .array(message), isRequired: false),
        ]))

    private static let message = Schema.object(
        ["token_class", "token_type", "message"].map { .init(name: $0, schema: .string(), isRequired: true) })

    /// Nil for a problem that is none of a token.
    init?(_ problem: Problem) {
        switch (problem.code, problem.tokenFlaw) {
        case (.malformedAuthorization, _):
            text = "Authorization header must contain two space-delimited values"
            code = "bad_authorization_header"
        case (.tokenInvalid, .noUser): text = "Token contained no recognizable user identification"
        case (.tokenInvalid, .unknownUser):
            text = "User not found"
            code = "user_not_found"
        case (.tokenInvalid, .inactiveUser):
            text = "User is inactive"
            code = "user_inactive"
        case (.tokenInvalid, let flaw), (.tokenExpired, let flaw):
            text = problem.code == .tokenExpired ? Self.words(for: .expired) : Self.words(for: flaw ?? .invalid)
            isMessage = true
        case (.refreshTokenInvalid, .unknownUser), (.refreshTokenInvalid, .inactiveUser): return nil
        case (.refreshTokenInvalid, let flaw?): text = Self.words(for: flaw)
        default: return nil
        }
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("detail")
            writer.string(isMessage ? "Given token not valid for any token type" : text)
            writer.key("code")
            writer.string(code)
            guard isMessage else { return }
            writer.key("messages")
            writer.array { writer in
                writer.object { writer in
                    writer.key("token_class")
                    writer.string("AccessToken")
                    writer.key("token_type")
                    writer.string("access")
                    writer.key("message")
                    writer.string(text)
                }
            }
        }
    }

    private static func words(for flaw: TokenFlaw) -> String {
        switch flaw {
        case .expired: "Token is expired"
        case .noExpiry: "Token has no 'exp' claim"
        case .noID: "Token has no id"
        case .noType: "Token has no type"
        case .wrongType: "Token has wrong type"
        case .noUser: "Token contained no recognizable user identification"
        case .invalid, .unknownUser, .inactiveUser, .sessionOver: "Token is invalid"
        }
    }
}
