import HTTPTypes

extension EventLoop {
    /// What the buffered input held.
    private enum Piece {
        case bytes([UInt8])
        case end
        case nothing
    }

    /// Reads on in a request's body: some bytes, nil at its end.
    func nextBodyChunk(_ id: ExchangeID) async throws(RequestBodyError) -> [UInt8]? {
        while true {
            guard let connection = connection(of: id), connection.exchange?.stream == nil else { throw .disconnected }
            switch try decodeBuffered(connection) {
            case .bytes(let bytes): return bytes
            case .end: return nil
            case .nothing: break
            }
            sayContinue(connection)
            guard connection.phase == .serving else { throw .disconnected }
            if connection.isReadable, let count = receive(connection) {
                if count == 0 {
                    // RFC 9112 §8: the message is incomplete, and its sender may still read.
                    reject(connection, .badRequest)
                    throw .disconnected
                }
                readBuffer.withSpan(count) { connection.input.append($0) }
                continue
            }
            guard connection.phase == .serving else { throw .disconnected }
            try await waitForBody(connection)
        }
    }

    /// Takes the transfer coding off what is there.
    private func decodeBuffered(_ connection: Connection) throws(RequestBodyError) -> Piece {
        guard var decoder = connection.exchange?.decoder else { return .end }
        let input = connection.input
        var position = input.start
        var bytes: [UInt8] = []
        do {
            while !decoder.isFinished, position < input.bytes.count {
                let span = input.bytes.span.extracting(position..<input.bytes.count)
                switch try decoder.next(span, limits: limits) {
                case .needMore(let consumed), .end(let consumed): position += consumed
                case .data(let range):
                    span.extracting(range).withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
                    position += range.upperBound
                }
            }
        } catch {
            let failure = error == .contentTooLarge ? RequestBodyError.tooLarge(limit: limits.body) : .malformed
            reject(connection, error.status, failure: failure)
            throw failure
        }
        connection.input.consume(position - input.start)
        connection.exchange?.decoder = decoder
        connection.exchange?.bodyReceived += Int64(bytes.count)
        if !bytes.isEmpty { return .bytes(bytes) }
        return decoder.isFinished ? .end : .nothing
    }

    /// Sends `100 Continue` to a client that waits for it, when the handler begins to read (RFC 9110 §10.1.1).
    private func sayContinue(_ connection: Connection) {
        guard connection.exchange?.awaitsContinue == true else { return }
        connection.exchange?.awaitsContinue = false
        scratch.append(contentsOf: ResponseEncoder.continueHead)
        transmit(connection)
    }

    /// Suspends the handler until bytes come, the body is too slow or the connection ends.
    private func waitForBody(_ connection: Connection) async throws(RequestBodyError) {
        guard let exchange = connection.exchange else { throw .disconnected }
        precondition(exchange.bodyWaiter == nil, "a request's body is read by two callers at a time")
        let allowed = times.bodyGrace + exchange.bodyReceived * 1000 / times.bodyMinimumRate
        let id = exchange.id
        let failure = await withCheckedContinuation { continuation in
            connection.exchange?.bodyWaiter = continuation
            connection.exchange?.bodyWaitStart = now
            connection.exchange?.bodyDeadline = min(now + max(0, allowed - exchange.bodyWaited), exchange.bodyEnd)
            schedule(connection)
        }
        if let failure { throw failure }
        guard self.connection(of: id) != nil else { throw .disconnected }
    }

    /// Wakes the handler that waits for the body, which has gone on; its own clock runs again.
    func resumeBodyWaiter(_ connection: Connection) {
        guard let exchange = connection.exchange, let waiter = exchange.bodyWaiter else { return }
        let waited = now - exchange.bodyWaitStart
        connection.exchange?.bodyWaiter = nil
        connection.exchange?.bodyDeadline = LoopClock.never
        connection.exchange?.bodyWaited += waited
        connection.exchange?.requestDeadline += waited
        schedule(connection)
        waiter.resume(returning: nil)
    }

    /// Moves the end of a handler's time, by milliseconds, unless it has come already.
    func moveDeadline(of id: ExchangeID, by time: Int64) {
        guard let connection = connection(of: id), let exchange = connection.exchange, !exchange.isCancelled
        else { return }
        connection.exchange?.requestDeadline += time
        schedule(connection)
    }

    /// Sets when the whole body must be there, in milliseconds from now.
    func limitBody(of id: ExchangeID, to time: Int64) {
        connection(of: id)?.exchange?.bodyEnd = now + time
    }
}
