/// How long a mail server may take.
struct SMTPLimits: Sendable {
    /// Until it is connected, TLS included.
    var connect = Duration.seconds(10)
    /// For all of a mail; a server that is silent at the goodbye may take as long again.
    var transfer = Duration.seconds(60)
}
