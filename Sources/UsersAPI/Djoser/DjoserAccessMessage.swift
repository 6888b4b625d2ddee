/// What a refresh is answered with.
struct DjoserAccessMessage: ResponseMessage {
    let access: String
    /// Nil where the old refresh token stays good.
    var refresh: String?

    static let schema = Schema.named("DjoserAccess", .object(fields.map(\.property)))

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            for field in Self.fields { field.write(self, &writer) }
        }
    }

    private static let fields: [OutputField<DjoserAccessMessage>] = [
        .always("access", .string()) { $0.access },
        .whenSet("refresh", .string()) { $0.refresh },
    ]
}
