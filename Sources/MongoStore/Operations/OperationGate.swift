import DocumentStore
import Synchronization

/// Counts the operations that have begun, so that closing the store can wait for their end.
final class OperationGate: Sendable {
    private struct State {
        var running = 0
        var isClosed = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// Held by an operation for as long as it may touch a client.
    ///
    /// The work's closure holds it rather than the caller: a cancelled caller is gone before its work ends, and work
    /// that is never begun is released too.
    final class Pass: Sendable {
        private let gate: OperationGate

        fileprivate init(_ gate: OperationGate) {
            self.gate = gate
        }

        deinit {
            gate.leave()
        }
    }

    /// Lets an operation begin.
    ///
    /// - Throws: `StoreError.closed` after `close()`.
    func enter() throws(StoreError) -> Pass {
        let isClosed = state.withLock { state in
            if !state.isClosed { state.running += 1 }
            return state.isClosed
        }
        if isClosed { throw .closed }
        return Pass(self)
    }

    /// Lets no more operations begin, and returns when all have ended; true for the call that closed the gate.
    func close() async -> Bool {
        var isFirst = false
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                isFirst = !state.isClosed
                state.isClosed = true
                if state.running > 0 { state.waiting.append(continuation) }
                return state.running == 0
            }
            if isIdle { continuation.resume() }
        }
        return isFirst
    }

    private func leave() {
        let waiting = state.withLock { state in
            state.running -= 1
            guard state.isClosed, state.running == 0 else { return [CheckedContinuation<Void, Never>]() }
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}
