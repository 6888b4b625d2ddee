/// Who a mail server lets in; never shown.
struct SMTPCredentials: Sendable, Equatable {
    let user: String
    let password: String
}

extension SMTPCredentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    var description: String { "credentials" }
    var debugDescription: String { description }
    var customMirror: Mirror { Mirror(self, children: []) }
}
