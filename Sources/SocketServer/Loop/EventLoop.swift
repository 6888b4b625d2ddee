import CLinux
import CoreMetrics
import Glibc
import Logging

/// A thread that waits for sockets and serves them; an actor, so that handlers and connections meet on it without locks.
///
/// A connection stays with its loop. A handler runs as a task of the loop and may leave it, for a thread that can block,
/// but everything that touches a connection comes back here.
actor EventLoop {
    nonisolated let executor: LoopExecutor
    nonisolated let mailbox = LoopMailbox()
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    let configuration: ServerConfiguration
    let handler: RequestHandler
    /// Encrypts the connections; nil where they are plain.
    let acceptor: TLSAcceptor?
    let state: ServerState
    let metrics: ServerMetrics
    let limits: ParserLimits
    let times: LoopTimes

    /// What to accept from; let go of when the server drains, so that further clients are refused.
    var listener: Listener?
    /// All loops of the server, this one too: where a new client goes.
    var peers: [EventLoop] = []
    /// The first descriptor that a connection is not to have.
    let firstReserved: Int32
    /// Whether the listener is not watched, because descriptors are used up.
    var isAcceptPaused = false

    var table = ConnectionTable()
    /// Handlers that have not returned, of connections that may be gone.
    var activeTasks = 0
    var now = LoopClock.now
    var date = DateField()
    let readBuffer = ReadBuffer()
    /// Where a response is rendered; empty in between.
    var scratch: [UInt8] = []
    /// How often the loop has waited for events.
    var turn = 0
    /// Connections that have answers kept back, or requests to go on with, before the loop waits for events.
    var pipelines: [Connection] = []
    /// The task that is just sending an answer, if it may go on with the request behind it.
    var heir: Task<Void, Never>?
    /// The request that this task goes on with.
    var inheritance: (request: Request, id: ExchangeID)?
    /// Tasks that wait for requests to answer.
    var restingTasks: [RestingTask] = []
    var phase = ServerState.Phase.serving
    private var isQuiet = false
    private var drainDeadline = LoopClock.never
    private var nextTick: Int64 = 0
    private let lagProbe: LagProbe
    private var events = [epoll_event](repeating: epoll_event(), count: 256)

    /// What epoll reports for the listener.
    static let listenerToken = UInt64.max - 1
    private static let lagToken = UInt64.max - 2

    init(
        configuration: ServerConfiguration, listener: Listener, firstReserved: Int32, state: ServerState,
        acceptor: TLSAcceptor?, metrics: ServerMetrics, handler: @escaping RequestHandler
    ) throws(ServerError) {
        executor = try LoopExecutor()
        lagProbe = try LagProbe()
        self.configuration = configuration
        self.listener = listener
        self.firstReserved = firstReserved
        self.handler = handler
        self.acceptor = acceptor
        self.state = state
        self.metrics = metrics
        limits = configuration.limits.parser
        times = LoopTimes(configuration.limits)
    }

    /// Serves until the server is stopped or drained and the last handler has returned; the body of the loop's thread.
    nonisolated func run() {
        executor.bindToThread()
        assumeIsolated { $0.begin() }
        while assumeIsolated({ $0.poll() }) {
            executor.runJobs()
        }
        executor.runJobs()
    }

    private func begin() {
        peers = state.loops
        date.update()
        scratch.reserveCapacity(4096)
        watchListener()
        // Without it there is no lag to tell of, and nothing else is missing.
        _ = executor.add(lagProbe.descriptor.raw, token: Self.lagToken, events: EPOLLIN.rawValue)
    }

    /// Waits for events and handles them; false when there is nothing left to do.
    private func poll() -> Bool {
        turn &+= 1
        continuePipelines()
        let count = executor.wait(&events, timeout: timeout)
        now = LoopClock.now
        date.update()
        for index in 0..<count {
            let event = events[index]
            switch event.data.u64 {
            case LoopExecutor.wakeToken:
                executor.acknowledgeWake()
                for client in mailbox.take() { adopt(client) }
            case Self.listenerToken: acceptClients()
            case Self.lagToken: if let lag = lagProbe.takeLag() { metrics.lag.recordNanoseconds(lag) }
            case let token: handle(event.events, of: ConnectionID(token: token))
            }
        }
        if now >= nextTick { tick() }
        followPhase()
        guard isQuiet else { return true }
        return activeTasks > 0 || executor.hasJobs
    }

    /// How long to wait for events: not at all while there are jobs, for ever while nothing has a deadline.
    private var timeout: Int32 {
        if executor.hasJobs { return 0 }
        // The last connection, or the last handler, may have gone with the jobs that just ran.
        if phase != .serving, table.count == 0, !isQuiet || activeTasks == 0 { return 0 }
        let wake = isAcceptPaused ? nextTick : min(table.earliest, drainDeadline)
        guard wake != LoopClock.never else { return -1 }
        return Int32(clamping: max(1, max(wake, nextTick) - now))
    }

    private func tick() {
        nextTick = now + times.tick
        for connection in table.expired(at: now) { expire(connection) }
        if isAcceptPaused { resumeAccepting() }
        if now >= drainDeadline {
            drainDeadline = LoopClock.never
            for connection in table.all { close(connection) }
        }
    }

    /// Goes on to drain or to stop when the server does.
    private func followPhase() {
        if phase < state.phase {
            let former = phase
            phase = state.phase
            if former == .serving {
                leaveListener()
                endRestingTasks()
                drainDeadline = now + times.drain
            }
            for connection in table.all {
                if phase == .stopping {
                    close(connection)
                } else if connection.phase == .idle || connection.phase == .handshaking {
                    closeIfIdle(connection)
                }
            }
        }
        if phase != .serving, !isQuiet, table.count == 0 {
            isQuiet = true
            drainDeadline = LoopClock.never
            state.loopBecameQuiet()
        }
    }

    private func leaveListener() {
        if !isAcceptPaused {
            // Clients whose connections are established already are served, too.
            if phase == .draining { acceptLastClients() }
            if let listener, !isAcceptPaused { executor.remove(listener.descriptor.raw) }
        }
        isAcceptPaused = false
        listener = nil
        peers = []
        for client in mailbox.close() { adopt(client) }
    }
}
