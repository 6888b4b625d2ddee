import Accounts

/// A service token with its text, shown once.
struct IssuedServiceTokenMessage: ResponseMessage {
    let token: ServiceToken
    let text: String

    static let schema = Schema.named(
        "IssuedServiceToken",
        .object(
            ServiceTokenMessage.fields.map(\.property) + [.init(name: "token", schema: .string(), isRequired: true)]))

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            for field in ServiceTokenMessage.fields { field.write(token, &writer) }
            writer.key("token")
            writer.string(text)
        }
    }
}
