import Glibc
import HTTPTypes

extension EventLoop {
    /// Reads what the phase wants to have; the rest stays with the kernel, which slows the client down.
    ///
    /// What is called while fresh bytes are looked at, such as for a rejection, leaves reading on to the call that read them.
    func readInput(_ connection: Connection) {
        guard !readBuffer.isLent else { return }
        while connection.isReadable, wantsInput(connection) {
            guard let count = receive(connection) else { break }
            guard count > 0 else {
                handleEnd(of: connection)
                return
            }
            readBuffer.withSpan(count) { consume($0, connection) }
        }
        closeIfDraining(connection)
    }

    private func wantsInput(_ connection: Connection) -> Bool {
        switch connection.phase {
        // What was left for another turn comes first.
        case .idle: connection.input.isEmpty
        case .head, .discarding, .lingering: true
        case .serving: connection.exchange?.bodyWaiter != nil
        case .handshaking, .flushing, .closed: false
        }
    }

    /// Reads into the loop's buffer: the count, 0 at the client's end, nil when there is nothing or the connection broke.
    func receive(_ connection: Connection) -> Int? {
        if let session = connection.tls { return receive(connection, session) }
        while true {
            let count = readBuffer.receive(from: connection.socket)
            if count > 0 {
                // epoll(7): a short read has emptied a stream socket, unless its end was reported.
                if count < readBuffer.capacity, !connection.isEnding { connection.isReadable = false }
                return count
            }
            if count == 0 {
                connection.isReadable = false
                connection.isAtEnd = true
                return 0
            }
            if errno == EINTR { continue }
            connection.isReadable = false
            if errno != EAGAIN { close(connection) }
            return nil
        }
    }

    private func receive(_ connection: Connection, _ session: TLSSession) -> Int? {
        switch readBuffer.receive(from: session) {
        case .bytes(let count, let isMoreLikely):
            connection.isReadable = isMoreLikely || connection.isEnding
            return count
        case .end:
            connection.isReadable = false
            connection.isAtEnd = true
            return 0
        case .nothing:
            connection.isReadable = false
        // It stays readable, and the report that the socket takes bytes has it read again.
        case .blocked: break
        case .broken: close(connection)
        }
        return nil
    }

    private func consume(_ bytes: Span<UInt8>, _ connection: Connection) {
        switch connection.phase {
        case .idle, .head:
            readHead(bytes, connection)
        case .serving:
            connection.input.append(bytes)
            resumeBodyWaiter(connection)
        case .discarding:
            connection.input.append(bytes)
            discardBody(connection)
        case .lingering:
            dropLingering(connection, bytes.count)
        case .handshaking, .flushing, .closed:
            break
        }
    }

    /// Parses fresh bytes where they lie, if nothing came before them.
    private func readHead(_ bytes: Span<UInt8>, _ connection: Connection) {
        guard connection.input.isEmpty else {
            connection.input.append(bytes)
            readBufferedHead(connection)
            return
        }
        do {
            if let head = try connection.parser.next(bytes, limits: limits) {
                connection.input.append(bytes.extracting(head.count..<bytes.count))
                begin(head, connection)
            } else {
                connection.input.append(bytes)
                awaitRestOfHead(connection)
            }
        } catch {
            reject(connection, error.status)
        }
    }

    /// Parses what was kept: the start of a head, or pipelined requests.
    func readBufferedHead(_ connection: Connection) {
        do {
            let input = connection.input
            let bytes = input.bytes.span.extracting(input.start..<input.bytes.count)
            if let head = try connection.parser.next(bytes, limits: limits) {
                connection.input.consume(head.count)
                begin(head, connection)
            } else {
                awaitRestOfHead(connection)
            }
        } catch {
            reject(connection, error.status)
        }
    }

    private func awaitRestOfHead(_ connection: Connection) {
        // The time-out runs from the first byte, however many follow.
        if connection.phase == .idle { enterPhase(.head, of: connection, for: times.head) }
    }

    /// The client has sent all that it will; it may still read (RFC 9112 §9.6).
    private func handleEnd(of connection: Connection) {
        switch connection.phase {
        case .handshaking, .idle, .discarding, .lingering, .closed: close(connection)
        // RFC 9112 §8: an incomplete request.
        case .head: reject(connection, .badRequest)
        case .serving: reject(connection, .badRequest)
        case .flushing: break
        }
    }

    /// Drops a rest of a body that the handler did not want, up to a limit.
    func discardBody(_ connection: Connection) {
        let before = connection.input.count
        do {
            try skipBufferedBody(connection)
        } catch {
            linger(connection)
            return
        }
        connection.discarded += before - connection.input.count
        if connection.exchange?.decoder.isFinished ?? true {
            awaitRequest(connection)
        } else if connection.discarded > configuration.limits.discardedBody {
            linger(connection)
        }
    }

    /// Passes over the part of the body that has arrived.
    func skipBufferedBody(_ connection: Connection) throws(MessageError) {
        let input = connection.input
        var position = input.start
        while var decoder = connection.exchange?.decoder, !decoder.isFinished, position < input.bytes.count {
            let bytes = input.bytes.span.extracting(position..<input.bytes.count)
            let step = try decoder.next(bytes, limits: limits)
            connection.exchange?.decoder = decoder
            switch step {
            case .needMore(let consumed), .end(let consumed): position += consumed
            case .data(let range): position += range.upperBound
            }
        }
        connection.input.consume(position - input.start)
    }
}
