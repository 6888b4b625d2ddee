import HTTPTypes

extension EventLoop {
    /// Bytes that may wait for a client before the writer does, too.
    private static let streamBuffer = 65536

    /// Runs the function that writes a streamed response.
    func stream(
        _ response: Response, length: Int?, _ write: (ResponseWriter) async throws -> Void,
        _ id: ExchangeID
    ) async {
        guard let connection = connection(of: id), let persistence = settleBody(connection, response),
            let exchange = connection.exchange
        else { return }
        let code = response.status.code
        guard !exchange.isHead, code >= 200, code != 204, code != 304 else {
            sendHead(of: response, length: length, on: connection, isHead: exchange.isHead, persistence)
            return
        }
        let framing: ResponseFraming
        switch (length, exchange.minorVersion) {
        case (let length?, _): framing = .length(length)
        case (nil, 0): framing = .close
        case (nil, _): framing = .chunked
        }
        if framing == .close || persistence.isClose { connection.closesAfterResponse = true }
        connection.exchange?.stream = ResponseStream(
            unsentHead: response, framing: framing,
            persistence: framing == .close ? .close : persistence, remaining: length)
        connection.exchange?.requestDeadline = LoopClock.never
        connection.exchange?.writeDeadline = now + times.write
        schedule(connection)
        do {
            try await write(ResponseWriter(loop: self, exchange: id))
            endStream(id)
        } catch {
            // Before the first byte it can still be said; `reject` knows which.
            if let connection = self.connection(of: id) { reject(connection, .internalServerError) }
        }
    }

    /// Answers where a stream's body is left out: its length is still told.
    private func sendHead(
        of response: Response, length: Int?, on connection: Connection, isHead: Bool,
        _ persistence: ResponseEncoder.Persistence
    ) {
        var head = response
        head.body = .none
        if let length { head.fields[.contentLength] = String(length) }
        send(head, on: connection, isHead: isHead, persistence: persistence)
    }

    /// Sends a part of a streamed response; suspends while the client is slow.
    func write(_ bytes: [UInt8], _ id: ExchangeID) async throws(ResponseWriterError) {
        guard !bytes.isEmpty else { return }
        guard let connection = connection(of: id), var stream = connection.exchange?.stream else {
            throw .disconnected
        }
        if let remaining = stream.remaining {
            guard bytes.count <= remaining else { throw .tooLong }
            stream.remaining = remaining - bytes.count
        }
        appendHead(of: &stream)
        connection.exchange?.stream = stream
        connection.exchange?.writeDeadline = now + times.write
        schedule(connection)
        if stream.framing == .chunked {
            ResponseEncoder.appendChunk(bytes, to: &scratch)
            transmit(connection)
        } else {
            transmit(connection, body: bytes)
        }
        guard connection.phase == .serving else { throw .disconnected }
        guard connection.output.count > Self.streamBuffer else { return }
        precondition(connection.exchange?.writeWaiter == nil, "a response is written by two callers at a time")
        await withCheckedContinuation { connection.exchange?.writeWaiter = $0 }
        guard self.connection(of: id) != nil else { throw .disconnected }
    }

    private func appendHead(of stream: inout ResponseStream) {
        guard let head = stream.unsentHead else { return }
        stream.unsentHead = nil
        ResponseEncoder.appendHead(
            of: head, framing: stream.framing, persistence: stream.persistence, date: date.line, to: &scratch)
    }

    private func endStream(_ id: ExchangeID) {
        guard let connection = connection(of: id), var stream = connection.exchange?.stream else { return }
        guard stream.remaining ?? 0 == 0 else {
            // Fewer bytes than declared: only a broken connection tells the client.
            reject(connection, .internalServerError)
            return
        }
        appendHead(of: &stream)
        connection.exchange?.stream = stream
        if stream.framing == .chunked { scratch.append(contentsOf: ResponseEncoder.lastChunk) }
        enterPhase(.flushing, of: connection, for: times.write)
        transmit(connection)
        if connection.phase == .flushing, connection.output.isEmpty { completeResponse(connection) }
    }
}
