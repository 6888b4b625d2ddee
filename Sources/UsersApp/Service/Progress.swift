import Glibc
import Synchronization

/// Tells standard error how far long work has come, every 10,000 things or 5 seconds; on a terminal in one line.
final class Progress: Sendable {
    private static let step = 10_000
    private static let interval = Duration.seconds(5)

    private let things: String
    private let start = ContinuousClock.now
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let told = Mutex((count: 0, at: ContinuousClock.now))

    /// - Parameter things: What is counted, in the plural.
    init(_ things: String) {
        self.things = things
    }

    /// Tells of the things done so far, if it is time.
    func tell(_ done: Int) {
        told.withLock { told in
            let now = ContinuousClock.now
            guard done - told.count >= Self.step || now - told.at >= Self.interval else { return }
            told = (done, now)
            let rate = Int(Double(done) / max((now - start) / .seconds(1), 0.001))
            let line = "\(done) \(things), \(rate) a second"
            write(isTerminal ? "\r\(line)  " : "\(line)\n")
        }
    }

    /// Ends the line on a terminal.
    func end() {
        if isTerminal, told.withLock({ $0.count > 0 }) { write("\n") }
    }

    private func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
    }
}
