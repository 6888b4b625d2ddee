import Glibc
import Logging
import Synchronization
import ThreadPool

/// An HTTP/1.1 server on sockets of its own (RFC 9110, RFC 9112).
public final class Server: Sendable {
    private let configuration: ServerConfiguration
    private let handler: RequestHandler
    private let state: ServerState
    private let acceptor: TLSAcceptor?
    private let metrics = ServerMetrics()
    private let isStarted = Atomic(false)

    /// Makes a server that answers nothing before it is started.
    public init(configuration: ServerConfiguration, handler: @escaping RequestHandler) {
        var configuration = configuration
        configuration.loopCount = max(1, configuration.loopCount)
        self.configuration = configuration
        self.handler = handler
        state = ServerState(loopCount: configuration.loopCount)
        acceptor = configuration.tls.map { TLSAcceptor($0, threads: configuration.loopCount) }
    }

    deinit {
        stop()
    }

    /// Listens and begins to serve; returns at once. The process's soft limit of descriptors is raised where it must be.
    ///
    /// - Returns: The address with the port that port 0 became.
    /// - Throws: `ServerError`; also for a second call, whatever the first one brought.
    public func start() throws(ServerError) -> BoundAddress {
        let isFirst = isStarted.compareExchange(expected: false, desired: true, ordering: .relaxed).exchanged
        guard isFirst else { throw .alreadyStarted }
        let firstReserved = DescriptorLimit.raise(forConnections: configuration.limits.connections)
        let listener = try Listener.listen(at: configuration.address)
        var loops: [EventLoop] = []
        for _ in 0..<configuration.loopCount {
            loops.append(
                try EventLoop(
                    configuration: configuration, listener: listener, firstReserved: firstReserved, state: state,
                    acceptor: acceptor, metrics: metrics, handler: handler))
        }
        state.setLoops(loops)
        for (index, loop) in loops.enumerated() {
            Thread.start(name: "http-\(index)") { loop.run() }
        }
        // Somebody may have stopped the server meanwhile, or before.
        if state.phase != .serving { loops.forEach { $0.executor.wake() } }
        return listener.address
    }

    /// Stops accepting, lets requests in flight finish, each with `Connection: close`, and closes the rest after
    /// `ServerLimits.drainTimeout`; returns when no connection is left.
    public func drain() async {
        guard advance(to: .draining) else { return }
        await state.untilQuiet()
    }

    /// Closes the listener and all connections at once, and cancels the requests in flight.
    public func stop() {
        _ = advance(to: .stopping)
        acceptor?.shutDown()
    }

    /// Gives clients that connect from now on another certificate, open connections go on; without effect on a server
    /// without TLS.
    public func replaceTLS(with identity: TLSIdentity) {
        acceptor?.replaceIdentity(with: identity)
    }

    /// Tells the loops; false when there are none, or none any more.
    private func advance(to phase: ServerState.Phase) -> Bool {
        state.advance(to: phase)
        let loops = state.loops
        for loop in loops { loop.executor.wake() }
        return !loops.isEmpty
    }
}
