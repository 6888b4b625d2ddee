import Synchronization

/// The place where one caller waits for one piece of work: whoever finishes first, the work or a cancellation, resumes it.
public final class Ticket<Value: Sendable>: Sendable {
    /// What the caller gets.
    public typealias Outcome = Result<Value, ThreadPoolError>

    @usableFromInline enum State {
        case new
        case waiting(CheckedContinuation<Outcome, Never>)
        case finished(Outcome)
        case delivered
    }

    @usableFromInline let state = Mutex(State.new)

    /// Makes a ticket for one caller.
    @inlinable public init() {}

    /// False once the caller has been resumed, so that work nobody waits for is not begun.
    @inlinable public var isWanted: Bool {
        state.withLock { state in
            switch state {
            case .new, .waiting: true
            case .finished, .delivered: false
            }
        }
    }

    /// Calls `begin`, which sees to it that `finish` is called, and waits for that.
    ///
    /// - Throws: What `finish` was told, or `ThreadPoolError.cancelled` at once when the calling task is cancelled.
    @inlinable public func value(_ begin: () -> Void) async throws(ThreadPoolError) -> Value {
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                wait(continuation)
                begin()
            }
        } onCancel: {
            finish(.failure(.cancelled))
        }
        return try outcome.get()
    }

    /// Registers the waiting caller, or resumes it at once when the outcome is there already.
    @inlinable func wait(_ continuation: CheckedContinuation<Outcome, Never>) {
        let outcome: Outcome? = state.withLock { state in
            guard case .finished(let outcome) = state else {
                state = .waiting(continuation)
                return nil
            }
            state = .delivered
            return outcome
        }
        if let outcome { continuation.resume(returning: outcome) }
    }

    /// Delivers the outcome; every call but the first is without effect.
    @inlinable public func finish(_ outcome: Outcome) {
        let continuation: CheckedContinuation<Outcome, Never>? = state.withLock { state in
            switch state {
            case .new:
                state = .finished(outcome)
                return nil
            case .waiting(let continuation):
                state = .delivered
                return continuation
            case .finished, .delivered:
                return nil
            }
        }
        continuation?.resume(returning: outcome)
    }
}
