/// Why a mail was not sent. No reason holds the server's credentials; each is one line of at most 300 characters.
public enum MailError: Error, Sendable, Equatable {
    /// Another attempt may go well: the server asks for one, can't be reached, or its settings are wrong.
    case temporary(reason: String)
    /// Every attempt would end the same: the server refused the mail for good, or it can't be written.
    case permanent(reason: String)
    /// The calling task was cancelled; the mail may still be sent.
    case cancelled
}
