import Accounts

extension Account {
    /// The account as the API shows it.
    public var json: String {
        String(decoding: JSONWriter.bytes(of: UserMessage(self)), as: UTF8.self)
    }
}
