import DocumentStore
import Synchronization

/// Connections to read with, each for one thread at a time.
///
/// There are as many as threads ever read at once. Taking and giving back is a push and a pop, so an event loop reads without
/// waiting for anybody.
final class ReaderPool: Sendable {
    private let state: Mutex<State>
    private let open: @Sendable () throws(StoreError) -> Connection

    private struct State {
        var idle: [Connection] = []
        var isClosed = false
    }

    /// Opens `count` connections at once, and more when they are needed.
    init(count: Int, open: @escaping @Sendable () throws(StoreError) -> Connection) throws(StoreError) {
        self.open = open
        var idle: [Connection] = []
        for _ in 0..<count { idle.append(try open()) }
        state = Mutex(State(idle: idle))
    }

    /// Runs `body` on the calling thread with a connection of its own.
    func read<Value>(_ body: (Connection) throws(StoreError) -> Value) throws(StoreError) -> Value {
        let (idle, isClosed) = state.withLock { ($0.idle.popLast(), $0.isClosed) }
        if isClosed { throw .closed }
        let connection = if let idle { idle } else { try open() }
        defer {
            state.withLock { state in
                if !state.isClosed { state.idle.append(connection) }
            }
        }
        return try connection.use(body)
    }

    /// Closes the connections: the idle ones now, the others when they are given back.
    func close() {
        let idle = state.withLock { state in
            state.isClosed = true
            defer { state.idle = [] }
            return state.idle
        }
        for connection in idle { connection.close() }
    }
}
