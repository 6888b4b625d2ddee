import CoreMetrics
import HTTPTypes

/// The metrics of one route's requests, under the path that the route declares.
final class RouteMetrics: Sendable {
    private let statuses: StatusCounts
    private let duration: Timer

    init(route: String, method: String) {
        let dimensions = [("route", route), ("method", method)]
        statuses = StatusCounts(label: "http_requests_total", dimensions: dimensions)
        duration = Timer(label: "http_request_duration_seconds", dimensions: dimensions)
    }

    /// Counts an answered request.
    func record(_ status: HTTPResponse.Status, nanoseconds: Int64) {
        statuses.count(status.code)
        duration.recordNanoseconds(nanoseconds)
    }
}
