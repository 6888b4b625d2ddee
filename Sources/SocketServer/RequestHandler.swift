/// Answers a request, on the event loop of its connection: whatever blocks belongs on a thread of its own.
///
/// The task is cancelled when `ServerLimits.requestTimeout` is over or the client is gone.
public typealias RequestHandler = nonisolated(nonsending) @Sendable (Request) async -> Response
