import DocumentStore
import Synchronization

/// One operation that waits for the writer, and the caller that waits for it.
struct WriteJob: Sendable {
    let begin = ContinuousClock.now
    /// Does the work; returns why it failed, in which case nothing of it may stay.
    let run: @Sendable (Connection) -> StoreError?
    /// Answers the caller: with the work's own outcome, or with what happened to the whole group.
    let finish: @Sendable (StoreError?) -> Void

    /// Makes a job of `body`; `answer` is called once.
    init<Value: Sendable>(
        _ body: @escaping @Sendable (Connection) throws(StoreError) -> Value,
        answer: @escaping @Sendable (Result<Value, StoreError>) -> Void
    ) {
        let outcome = Outcome<Value>()
        run = { connection in
            let result = Result { () throws(StoreError) in try body(connection) }
            outcome.result.withLock { $0 = result }
            if case .failure(let error) = result { return error }
            return nil
        }
        finish = { error in
            answer(error.map { .failure($0) } ?? outcome.result.withLock { $0 } ?? .failure(.closed))
        }
    }

    private final class Outcome<Value: Sendable>: Sendable {
        let result = Mutex<Result<Value, StoreError>?>(nil)
    }
}
