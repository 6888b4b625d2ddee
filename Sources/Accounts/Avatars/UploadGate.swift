import Synchronization

/// Lets a few through at a time, so that memory has a bound; the others wait in order.
public final class UploadGate: Sendable {
    private struct State {
        var free: Int
        var nextID = 0
        var waiting: [(id: Int, continuation: CheckedContinuation<Bool, Never>)] = []
    }

    private let state: Mutex<State>

    init(limit: Int) {
        state = Mutex(State(free: limit))
    }

    /// Returns when it is the caller's turn, which lasts until it calls `leave()`.
    ///
    /// - Throws: `AccountError.unavailable` when the task is cancelled before.
    public func enter() async throws(AccountError) {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        let isIn = await withTaskCancellationHandler {
            await withCheckedContinuation { wait(id, $0) }
        } onCancel: {
            giveUp(id)
        }
        guard isIn else { throw .unavailable(reason: "too many uploads wait") }
    }

    /// Ends the caller's turn.
    public func leave() {
        let next = state.withLock { state in
            if state.waiting.isEmpty {
                state.free += 1
                return CheckedContinuation<Bool, Never>?.none
            }
            return state.waiting.removeFirst().continuation
        }
        next?.resume(returning: true)
    }

    private func wait(_ id: Int, _ continuation: CheckedContinuation<Bool, Never>) {
        let isIn = state.withLock { state in
            guard state.free > 0 else {
                state.waiting.append((id, continuation))
                return false
            }
            state.free -= 1
            return true
        }
        if isIn { continuation.resume(returning: true) }
        // The cancellation may have come before there was anything to give up.
        if Task.isCancelled { giveUp(id) }
    }

    private func giveUp(_ id: Int) {
        let waiting = state.withLock { state in
            state.waiting.firstIndex { $0.id == id }.map { state.waiting.remove(at: $0).continuation }
        }
        waiting?.resume(returning: false)
    }
}
