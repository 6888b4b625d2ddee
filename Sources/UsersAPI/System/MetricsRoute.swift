import HTTPTypes
import SocketServer
import Telemetry

/// `GET /metrics`, for Prometheus.
enum MetricsRoute {
    static func route(_ settings: APISettings) -> Route {
        let (metrics, access) = (settings.metrics, MetricsAccess(token: settings.metricsToken))
        return Route(
            .get, "/metrics", .anonymous,
            "Shows the metrics, in the text format of Prometheus, to the machine itself and to who has `METRICS_TOKEN`",
            answer: .string(), answerTypes: [PrometheusRegistry.mediaType], errors: [.notFound]
        ) { context in
            guard access.admits(context.request) else { throw APIError.routeNotFound }
            return Response(
                status: .ok, fields: [.contentType: PrometheusRegistry.mediaType],
                body: .bytes(Array(metrics.exposition.utf8)))
        }
    }
}
