import CLinux
import CoreMetrics
import Glibc
import HTTPTypes
import Logging

extension EventLoop {
    /// How many clients one report of the listener brings in at most, so that connections get their turn.
    private static let acceptBatch = 64
    /// Connections over the limit that are told so, with a 503; further ones are closed without a word.
    private static let politeRefusals = 128
    /// Milliseconds between two warnings.
    private static let warningInterval: Int64 = 10_000

    /// Watches the listener; of the loops that do, `EPOLLEXCLUSIVE` wakes one or a few.
    func watchListener() {
        guard let listener else { return }
        let events = EPOLLIN.rawValue | EPOLLEXCLUSIVE.rawValue
        isAcceptPaused = !executor.add(listener.descriptor.raw, token: Self.listenerToken, events: events)
    }

    /// Accepts waiting clients, each for the loop that has the fewest; true when more may wait.
    @discardableResult
    func acceptClients() -> Bool {
        guard let listener else { return false }
        for _ in 0..<Self.acceptBatch {
            switch Accepted(from: listener.descriptor) {
            case .socket(let socket, let peer):
                place(LoopMailbox.Client(socket: socket, peer: peer))
                // The clients that are connected need some for the database and files.
                if socket >= firstReserved, phase == .serving {
                    pauseAccepting("few descriptors are left")
                    return false
                }
            case .gone: continue
            case .nobody: return false
            case .exhausted(let code):
                pauseAccepting(String(cString: strerror(code)))
                return false
            }
        }
        return true
    }

    /// Accepts all clients that wait before the listener is closed, which would reset them: their requests may be on the way already.
    func acceptLastClients() {
        // More can't wait; those who come later may find the listener closed.
        for _ in 0...Int(Listener.backlog) / Self.acceptBatch where !acceptClients() { return }
    }

    /// Leaves the listener alone until a tick: it would be reported over and over.
    private func pauseAccepting(_ reason: String) {
        guard let listener else { return }
        executor.remove(listener.descriptor.raw)
        isAcceptPaused = true
        metrics.acceptPauses.increment()
        guard state.mayWarnAboutPause(at: now, every: Self.warningInterval) else { return }
        configuration.logger.error("accepting paused", metadata: ["reason": "\(reason)"])
    }

    /// Watches the listener again if there are descriptors, or nobody whose end could bring some.
    func resumeAccepting() {
        guard let listener else { return }
        if table.count == 0 || DescriptorLimit.next(beside: listener.descriptor) < firstReserved { watchListener() }
    }

    private func place(_ client: LoopMailbox.Client) {
        var target = self
        for peer in peers where peer.mailbox.load < target.mailbox.load { target = peer }
        // A loop that has left the listener already takes no more.
        if target !== self, target.mailbox.deliver(client) {
            target.executor.wake()
        } else {
            mailbox.changeLoad(by: 1)
            adopt(client)
        }
    }

    /// Begins to serve a client, which is counted in `load` already.
    func adopt(_ client: LoopMailbox.Client) {
        let socket = Descriptor(client.socket)
        metrics.accepted.increment()
        let count = state.changeConnections(by: 1)
        let excess = count - configuration.limits.connections
        // A handshake would cost more than a refusal is worth.
        let politeRefusals = acceptor == nil ? Self.politeRefusals : 0
        let session = acceptor?.makeSession(over: client.socket)
        let events = EPOLLIN.rawValue | EPOLLOUT.rawValue | EPOLLRDHUP.rawValue | EPOLLET.rawValue
        let id = table.makeID()
        if excess > 0 { metrics.refuse(.limit) }
        guard phase != .stopping, excess <= politeRefusals, acceptor == nil || session != nil,
            executor.add(client.socket, token: id.token, events: events)
        else {
            if excess <= 0 { metrics.refuse(phase == .stopping ? .stopping : .resources) }
            table.release(id)
            state.changeConnections(by: -1)
            mailbox.changeLoad(by: -1)
            return
        }
        let connection = Connection(id: id, socket: socket, peer: client.peer, tls: session)
        table.insert(connection)
        metrics.open.increment()
        if session != nil {
            enterPhase(.handshaking, of: connection, for: times.handshake)
        } else if excess > 0 {
            reject(connection, .serviceUnavailable)
        } else {
            enterPhase(.idle, of: connection, for: times.idle)
        }
        // A request may be there before epoll reports it.
        if phase == .draining { closeIfIdle(connection) }
    }

    /// Closes a connection on which no request or handshake has begun, nor waits to be read.
    func closeIfIdle(_ connection: Connection) {
        connection.isReadable = true
        if connection.phase == .handshaking {
            continueHandshake(connection)
            return
        }
        readInput(connection)
        if connection.phase == .idle { close(connection) }
    }
}
