/// Tasks outlive requests: a new one costs its memory and that of all frames that a handler needs, some 8 KiB in as many pieces.
extension EventLoop {
    /// So many wait at most; those of a burst of requests end.
    private static let restingLimit = 128

    var mayRest: Bool { phase == .serving && restingTasks.count < Self.restingLimit }

    /// Waits for another request; nil when there is none to come.
    func rest(_ task: Task<Void, Never>) async -> (request: Request, id: ExchangeID)? {
        await withCheckedContinuation { restingTasks.append(RestingTask(task: task, continuation: $0)) }
    }

    func endRestingTasks() {
        let tasks = restingTasks
        restingTasks = []
        for each in tasks { each.continuation.resume(returning: nil) }
    }
}
