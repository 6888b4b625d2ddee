import Glibc

/// Tells standard error how far an import has come, every 10,000 lines or 5 seconds; on a terminal in one line.
struct ImportProgress {
    private static let step = 10_000
    private static let interval = Duration.seconds(5)

    private let start = ContinuousClock.now
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private var toldAt = ContinuousClock.now
    private var told = 0

    /// Tells of the lines done so far, if it is time.
    mutating func tell(_ done: Int) {
        guard done - told >= Self.step || ContinuousClock.now - toldAt >= Self.interval else { return }
        (told, toldAt) = (done, .now)
        let rate = Int(Double(done) / max((toldAt - start) / .seconds(1), 0.001))
        let line = "\(done) accounts, \(rate) a second"
        write(isTerminal ? "\r\(line)  " : "\(line)\n")
    }

    /// Ends the line on a terminal.
    func end() {
        if isTerminal && told > 0 { write("\n") }
    }

    private func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
    }
}
