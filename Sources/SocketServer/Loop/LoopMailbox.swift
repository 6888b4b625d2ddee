import Synchronization

/// How other threads reach an event loop: clients to serve, and how many it has.
final class LoopMailbox: Sendable {
    /// An accepted client on its way.
    struct Client: Sendable {
        let socket: Int32
        let peer: PeerAddress
    }

    private struct State {
        var clients: [Client] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    private let connectionCount = Atomic<Int>(0)

    /// Clients that the loop serves or is about to.
    var load: Int { connectionCount.load(ordering: .relaxed) }

    func changeLoad(by change: Int) {
        connectionCount.add(change, ordering: .relaxed)
    }

    /// Leaves a client for the loop, which has to be woken; false when the loop takes no more.
    func deliver(_ client: Client) -> Bool {
        let isClosed = state.withLock { state in
            if !state.isClosed { state.clients.append(client) }
            return state.isClosed
        }
        if !isClosed { changeLoad(by: 1) }
        return !isClosed
    }

    /// Takes the clients out, each of them counted in `load`.
    func take() -> [Client] {
        state.withLock { state in
            defer { state.clients = [] }
            return state.clients
        }
    }

    /// Takes the last clients out; later ones are not taken.
    func close() -> [Client] {
        state.withLock { $0.isClosed = true }
        return take()
    }
}
