/// The state of the service, in a word.
struct StatusMessage: ObjectMessage {
    let status: String

    static let schemaName = "Status"

    static let fields: [OutputField<StatusMessage>] = [.always("status", .enumeration(["ok"])) { $0.status }]
}
