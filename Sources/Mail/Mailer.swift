import ThreadPool

/// Sends mails to where a `MailURL` says, two at a time, on threads of its own.
public final class Mailer: Sendable {
    private static let threads = 2
    private static let queueLimit = 256

    private let url: MailURL
    private let limits: SMTPLimits
    private let pool: ThreadPool

    /// Starts the threads; nothing is connected to before a mail is sent.
    public convenience init(_ url: MailURL) {
        self.init(url, limits: SMTPLimits())
    }

    init(_ url: MailURL, limits: SMTPLimits) {
        self.url = url
        self.limits = limits
        pool = ThreadPool(name: "mail", threads: Self.threads, queueLimit: Self.queueLimit)
    }

    /// Sends one mail and returns when the server has accepted it, or when it is on disk.
    ///
    /// - Throws: `MailError.temporary` when another attempt may go well, `.permanent` when none will, `.cancelled` at
    ///   once when the calling task is cancelled: what has begun runs to its end, so the mail may arrive all the same.
    public func send(_ message: MailMessage) async throws(MailError) {
        let outgoing = try OutgoingMessage(message)
        let outcome: Result<Void, MailError>
        do {
            outcome = try await pool.run { [url, limits] in Self.deliver(outgoing, to: url, limits: limits) }
        } catch {
            switch error {
            case .full: throw .temporary(reason: "too many mails wait")
            case .shutDown: throw .temporary(reason: "the mailer was shut down")
            case .cancelled: throw .cancelled
            }
        }
        try outcome.get()
    }

    /// Lets the mails that wait be sent, then ends the threads; later mails fail for the time being.
    public func shutDown() {
        pool.shutDown()
    }

    private static func deliver(
        _ message: OutgoingMessage, to url: MailURL, limits: SMTPLimits
    ) -> Result<Void, MailError> {
        do throws(MailError) {
            switch url {
            case .file(let folder): try MailFolder(path: folder).store(message)
            case .smtp(let server): try SMTPTransfer(server: server, limits: limits).send(message)
            }
            return .success(())
        } catch {
            return .failure(error)
        }
    }
}
