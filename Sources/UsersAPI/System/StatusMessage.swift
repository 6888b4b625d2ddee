/// The state of the service, in a word.
struct StatusMessage: ResponseMessage {
    let status: String

    static let schema = Schema.named(
        "Status", .object([.init(name: "status", schema: .enumeration(["ok"]), isRequired: true)]))

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("status")
            writer.string(status)
        }
    }
}
