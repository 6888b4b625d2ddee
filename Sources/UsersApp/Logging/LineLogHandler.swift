import Glibc
import Logging
import UsersAPI

/// Writes log entries to standard error, one line each, as text for people or JSON for machines.
struct LineLogHandler: LogHandler {
    var logLevel: Logger.Level
    var metadata = Logger.Metadata()
    let label: String
    let format: LogFormat

    /// Makes every logger of the process one of these.
    static func bootstrap(_ format: LogFormat, level: Logger.Level) {
        LoggingSystem.bootstrap { label in LineLogHandler(logLevel: level, label: label, format: format) }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let entry = LogEntry(
            level: event.level, label: label, message: "\(event.message)",
            metadata: metadata.merging(event.metadata ?? [:]) { $1 })
        // One write a line, so that lines of several threads do not mix.
        let bytes = format == .json ? entry.json : entry.text
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }
}
