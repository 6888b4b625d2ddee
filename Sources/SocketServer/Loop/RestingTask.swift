/// A task that has answered requests and waits for another one.
struct RestingTask {
    let task: Task<Void, Never>
    /// To be resumed with a request, or with nil for its end.
    let continuation: CheckedContinuation<(request: Request, id: ExchangeID)?, Never>
}
