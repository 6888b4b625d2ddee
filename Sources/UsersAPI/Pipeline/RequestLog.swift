import Accounts
import HTTPTypes
import Logging
import SocketServer
import Telemetry

/// The lines that a request leaves in the log, each with the request's ids.
struct RequestLog: Sendable {
    let logger: Logger
    /// What a request may take, in nanoseconds, the client's own time to send its body left aside, before its line is a warning.
    let slowness: Int64

    /// A request was answered.
    func answer(_ response: Response, to context: RequestContext, nanoseconds: Int64) {
        if nanoseconds - (context.time?.nanoseconds(.body) ?? 0) >= slowness {
            warn(of: context, response, nanoseconds)
        }
        guard logger.logLevel <= .info else { return }
        var metadata = Self.description(of: context, response, nanoseconds)
        metadata["ip"] = "\(context.clientAddress)"
        metadata["user_id"] = "\(context.authenticated?.subject ?? "-")"
        logger.info("request", metadata: metadata)
    }

    /// What befell a request that is still in work.
    func note(_ level: Logger.Level, _ message: Logger.Message, reason: String, _ context: RequestContext) {
        var metadata = Self.ids(of: context)
        metadata["reason"] = "\(reason)"
        logger.log(level: level, message, metadata: metadata)
    }

    /// The server answered by itself.
    func refuse(_ status: HTTPResponse.Status, id: String) {
        logger.info("refused", metadata: ["request_id": "\(id)", "status": "\(status.code)"])
    }

    private func warn(of context: RequestContext, _ response: Response, _ nanoseconds: Int64) {
        var metadata = Self.description(of: context, response, nanoseconds)
        metadata["admission_us"] = "\((context.admission.map { $0 - context.start } ?? nanoseconds) / 1000)"
        if let time = context.time {
            metadata["body_us"] = "\(time.nanoseconds(.body) / 1000)"
            metadata["hashing_us"] = "\(time.nanoseconds(.hashing) / 1000)"
            metadata["store_us"] = "\(time.nanoseconds(.store) / 1000)"
        }
        logger.warning("slow request", metadata: metadata)
    }

    private static func description(
        of context: RequestContext, _ response: Response, _ nanoseconds: Int64
    ) -> Logger.Metadata {
        var metadata = ids(of: context)
        metadata["method"] = "\(context.request.method)"
        metadata["path"] = "\(context.routePath)"
        metadata["status"] = "\(response.status.code)"
        metadata["duration_us"] = "\(nanoseconds / 1000)"
        return metadata
    }

    private static func ids(of context: RequestContext) -> Logger.Metadata {
        var metadata: Logger.Metadata = ["request_id": "\(context.id)"]
        if let trace = TraceContext(context.request) {
            metadata["trace_id"] = "\(trace.traceID)"
            metadata["span_id"] = "\(trace.spanID)"
        }
        return metadata
    }
}
