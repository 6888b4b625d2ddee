extension MailMessage {
    /// Whether the text can be a `from`: an address, or `Name <address>`.
    public static func isSender(_ text: String) -> Bool {
        (try? MailAddress(text)) != nil
    }
}
