import CoreMetrics

/// What a server tells of its connections and loops.
struct ServerMetrics: Sendable {
    /// Why an accepted connection was not served.
    enum Refusal: String, CaseIterable {
        /// There are as many as may be.
        case limit
        /// The server stops.
        case stopping
        /// The system, or OpenSSL, had no means for it.
        case resources
    }

    let open = Meter(label: "http_connections_open")
    let accepted = Counter(label: "http_connections_accepted_total")
    let acceptPauses = Counter(label: "http_accept_pauses_total")
    let requestsInFlight = Meter(label: "http_requests_in_flight")
    let lag = Timer(label: "http_event_loop_lag_seconds")
    private let refusals = Dictionary(
        uniqueKeysWithValues: Refusal.allCases.map { reason in
            let dimensions = [("reason", reason.rawValue)]
            return (reason, Counter(label: "http_connections_refused_total", dimensions: dimensions))
        })

    func refuse(_ reason: Refusal) {
        refusals[reason]?.increment()
    }
}
