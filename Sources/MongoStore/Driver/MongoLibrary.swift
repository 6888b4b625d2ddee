import CMongo
import Logging
import Synchronization

/// libmongoc's process-wide state: its one-time set-up, and where its warnings go.
enum MongoLibrary {
    private static let logger = Mutex<Logger?>(nil)

    private static let isReady: Void = {
        mongoc_init()
        // Nonisolated and without captures: libmongoc calls it on threads of its own.
        mongoc_log_set_handler({ level, domain, message, _ in MongoLibrary.log(level, domain, message) }, nil)
    }()

    /// Sets the library up; its warnings go to the logger of the last call, since it has one handler for all clients.
    static func start(logger: Logger) {
        self.logger.withLock { $0 = logger }
        isReady
    }

    private static func log(
        _ level: mongoc_log_level_t, _ domain: UnsafePointer<CChar>?, _ message: UnsafePointer<CChar>?
    ) {
        let severity: Logger.Level
        switch level {
        case MONGOC_LOG_LEVEL_ERROR, MONGOC_LOG_LEVEL_CRITICAL: severity = .error
        case MONGOC_LOG_LEVEL_WARNING: severity = .warning
        // The levels below name hosts and commands, and `trace` has documents.
        default: return
        }
        guard let message, let logger = logger.withLock({ $0 }) else { return }
        let text = Redaction.withoutCredentials(String(cString: message))
        logger.log(
            level: severity, "\(text)", metadata: ["driver": "\(domain.map { String(cString: $0) } ?? "mongoc")"])
    }
}
