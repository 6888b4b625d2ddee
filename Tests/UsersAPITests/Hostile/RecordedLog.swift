import Logging
import Synchronization

/// A log that is kept in memory.
final class RecordedLog: Sendable {
    private let recorded = Mutex<[[String: String]]>([])

    /// What was logged: the metadata of each entry, and its `message` and `level` beside them.
    var entries: [[String: String]] { recorded.withLock { $0 } }

    /// Messages, and the values of their metadata.
    var texts: [String] { entries.flatMap(\.values) }

    var logger: Logger { Logger(label: "test") { _ in Handler(log: self) } }

    private struct Handler: LogHandler {
        let log: RecordedLog
        var logLevel = Logger.Level.trace
        var metadata = Logger.Metadata()

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            var entry = (event.metadata ?? [:]).mapValues { "\($0)" }
            entry["message"] = "\(event.message)"
            entry["level"] = event.level.rawValue
            log.recorded.withLock { $0.append(entry) }
        }
    }
}
