/// How long a bucket may take, and how often it is asked.
struct S3Limits: Sendable {
    /// Until it is connected, TLS included.
    var connect = Duration.seconds(5)
    /// For an operation, all attempts and the waits between them included.
    var whole = Duration.seconds(30)
    /// How often a request is sent that fails for reasons that may pass.
    var attempts = 3

    /// How long to wait after an attempt: a random part, so that those who failed together don't meet again.
    func backOff(after attempt: Int) -> Duration {
        .milliseconds(Int.random(in: 50...(100 << attempt)))
    }
}
