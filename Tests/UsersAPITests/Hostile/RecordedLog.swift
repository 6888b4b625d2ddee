import Logging
import Synchronization

/// A log that is kept in memory.
final class RecordedLog: Sendable {
    private let recorded = Mutex<[String]>([])

    /// What was logged: messages, and the values of their metadata.
    var texts: [String] { recorded.withLock { $0 } }

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
            let values = (event.metadata ?? [:]).values.map { "\($0)" }
            log.recorded.withLock { $0 += ["\(event.message)"] + values }
        }
    }
}
