import CoreMetrics
import Telemetry

/// What the operations of a store leave in the metrics.
public struct StoreMetrics: Sendable {
    /// Why an operation was begun again.
    public enum RetryCause: String, Sendable {
        /// Somebody else's write came first.
        case lostRace = "lost_race"
        /// No primary took it.
        case unavailable
    }

    private let durations: [StoreOperation: Timer]
    private let errors: [String: Counter]
    private let lostRaces: Counter
    private let unavailable: Counter

    /// Makes the handles.
    public init() {
        durations = Dictionary(
            uniqueKeysWithValues: StoreOperation.allCases.map { operation in
                let dimensions = [("operation", operation.rawValue)]
                return (operation, Timer(label: "store_operation_duration_seconds", dimensions: dimensions))
            })
        errors = Dictionary(
            uniqueKeysWithValues: StoreError.names.map { name in
                (name, Counter(label: "store_errors_total", dimensions: [("error", name)]))
            })
        lostRaces = Self.retries(.lostRace)
        unavailable = Self.retries(.unavailable)
    }

    /// Counts an operation that is begun again.
    public func retry(_ cause: RetryCause) {
        switch cause {
        case .lostRace: lostRaces.increment()
        case .unavailable: unavailable.increment()
        }
    }

    /// Notes an operation that began at `start`, a reading of `MonotonicTime`, for the request that it is part of too.
    func note(_ operation: StoreOperation, since start: Int64) {
        durations[operation]?.recordNanoseconds(MonotonicTime.now - start)
        RequestTime.add(.store, since: start)
    }

    func fail(_ error: StoreError) {
        errors[error.name]?.increment()
    }

    private static func retries(_ cause: RetryCause) -> Counter {
        Counter(label: "store_retries_total", dimensions: [("cause", cause.rawValue)])
    }
}

extension StoreError {
    /// All names that `name` can be.
    fileprivate static let names = [
        "duplicate_key", "unavailable", "overloaded", "cancelled", "access_denied", "full", "document_too_large",
        "unreadable", "corrupt", "schema_too_new", "restoring", "closed",
    ]

    /// The kind, as the metrics name it.
    fileprivate var name: String {
        switch self {
        case .duplicateKey: "duplicate_key"
        case .unavailable: "unavailable"
        case .overloaded: "overloaded"
        case .cancelled: "cancelled"
        case .accessDenied: "access_denied"
        case .full: "full"
        case .documentTooLarge: "document_too_large"
        case .unreadable: "unreadable"
        case .corrupt: "corrupt"
        case .schemaTooNew: "schema_too_new"
        case .restoring: "restoring"
        case .closed: "closed"
        }
    }
}
