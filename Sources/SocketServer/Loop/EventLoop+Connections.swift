import CLinux
import CoreMetrics
import Glibc
import HTTPTypes

extension EventLoop {
    /// Bytes that a client may send after its last response before the connection is closed all the same.
    private static let lingerLimit = 1 << 20

    /// Handles what epoll reports about a connection, which may be gone by now.
    func handle(_ events: UInt32, of id: ConnectionID) {
        guard let connection = table[id] else { return }
        if events & EPOLLERR.rawValue != 0 {
            close(connection)
            return
        }
        if events & (EPOLLIN.rawValue | EPOLLRDHUP.rawValue | EPOLLHUP.rawValue) != 0 {
            connection.isReadable = true
            if events & (EPOLLRDHUP.rawValue | EPOLLHUP.rawValue) != 0 { connection.isEnding = true }
        }
        if connection.phase == .handshaking {
            if events & EPOLLOUT.rawValue != 0 { connection.isWritable = true }
            continueHandshake(connection)
            return
        }
        if events & EPOLLOUT.rawValue != 0, !connection.output.isEmpty { flush(connection) }
        if connection.isReadable { readInput(connection) }
    }

    /// Enters a phase that ends after `milliseconds` if nothing else ends it.
    func enterPhase(_ phase: Connection.Phase, of connection: Connection, for milliseconds: Int64) {
        connection.phase = phase
        connection.phaseDeadline = now + milliseconds
        table.setDeadline(connection.deadline, of: connection.id)
    }

    /// Tells the table about a deadline that has changed.
    func schedule(_ connection: Connection) {
        guard connection.phase != .closed else { return }
        table.setDeadline(connection.deadline, of: connection.id)
    }

    /// Acts on a deadline that has come.
    func expire(_ connection: Connection) {
        switch connection.phase {
        case .handshaking, .idle, .flushing, .discarding, .lingering, .closed: close(connection)
        case .head: reject(connection, .requestTimeout)
        case .serving: expireExchange(connection)
        }
    }

    private func expireExchange(_ connection: Connection) {
        guard let exchange = connection.exchange else { return }
        if exchange.writeDeadline <= now {
            close(connection)
        } else if exchange.bodyDeadline <= now {
            reject(connection, .requestTimeout, failure: .timedOut)
        } else if exchange.nextDeadline > now {
            schedule(connection)
        } else if exchange.isCancelled {
            reject(connection, .serviceUnavailable)
        } else {
            connection.exchange?.isCancelled = true
            connection.exchange?.requestDeadline = now + times.cancellationGrace
            exchange.task?.cancel()
            schedule(connection)
        }
    }

    /// Answers with one of the server's own errors and closes; the handler's task, if there is one, is cancelled.
    ///
    /// - Parameter failure: What a handler gets that waits for the body.
    func reject(_ connection: Connection, _ status: HTTPResponse.Status, failure: RequestBodyError = .disconnected) {
        let exchange = connection.exchange
        endExchange(of: connection, failure: failure)
        if let stream = exchange?.stream, stream.unsentHead == nil {
            // A part of another response is sent: breaking off is all that can be said.
            close(connection)
            return
        }
        let response = configuration.errorResponse(status)
        send(response, on: connection, isHead: exchange?.isHead ?? false, persistence: .close)
    }

    /// Lets go of the request in work: cancels its task and wakes it where it waits.
    func endExchange(of connection: Connection, failure: RequestBodyError) {
        guard let exchange = connection.exchange else { return }
        connection.exchange = nil
        exchange.task?.cancel()
        exchange.bodyWaiter?.resume(returning: failure)
        exchange.writeWaiter?.resume()
    }

    /// Shuts the server's side and waits a little for the client's, so that no reset overtakes the response
    /// (RFC 9112 §9.6).
    func linger(_ connection: Connection) {
        connection.tls?.end()
        guard !connection.isAtEnd, shutdown(connection.socket.raw, Int32(SHUT_WR)) == 0 else {
            close(connection)
            return
        }
        connection.input.removeAll()
        connection.discarded = 0
        enterPhase(.lingering, of: connection, for: times.linger)
        readInput(connection)
    }

    /// Counts bytes that came while lingering.
    func dropLingering(_ connection: Connection, _ count: Int) {
        connection.discarded += count
        if connection.discarded > Self.lingerLimit { close(connection) }
    }

    /// Closes at once; the descriptor goes with the connection, after its last use here.
    func close(_ connection: Connection) {
        guard connection.phase != .closed else { return }
        if let session = connection.tls { end(session, of: connection) }
        connection.phase = .closed
        executor.remove(connection.socket.raw)
        table.remove(connection.id)
        metrics.open.decrement()
        state.changeConnections(by: -1)
        mailbox.changeLoad(by: -1)
        endExchange(of: connection, failure: .disconnected)
    }
    private func end(_ session: TLSSession, of connection: Connection) {
        if connection.phase == .handshaking {
            session.abandon()
        } else if connection.output.isEmpty {
            session.end()
        }
    }
}
