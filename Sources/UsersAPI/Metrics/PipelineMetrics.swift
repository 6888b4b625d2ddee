import CoreMetrics
import HTTPTypes

/// The metrics of what no route answers.
struct PipelineMetrics: Sendable {
    /// The methods that are told apart; a client may send any word.
    private static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]

    let throttled = Counter(label: "http_throttled_requests_total")
    private let serverAnswers = StatusCounts(label: "http_server_answers_total")
    private let unmatched = methods.map { RouteMetrics(route: "unmatched", method: $0.rawValue) }
    private let unmatchedOther = RouteMetrics(route: "unmatched", method: "other")

    /// The metrics of requests that no route is for.
    func unmatched(_ method: HTTPRequest.Method) -> RouteMetrics {
        Self.methods.firstIndex(of: method).map { unmatched[$0] } ?? unmatchedOther
    }

    /// The server answered by itself.
    func refuse(_ status: HTTPResponse.Status) {
        serverAnswers.count(status.code)
    }
}
