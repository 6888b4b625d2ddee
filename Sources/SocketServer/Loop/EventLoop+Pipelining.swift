/// Requests that came together (RFC 9112 §9.3.2): one is begun when the one before it is answered, and the answers are sent
/// in one call.
extension EventLoop {
    /// Requests of a connection that are answered in one turn of the loop, so that other connections get theirs.
    private static let turnLimit = 16
    /// Bytes from which on answers are not kept back any more.
    private static let holdLimit = 32768
    /// What `OutputBuffer` has room for at once when it begins to keep answers back.
    private static let holdCapacity = 16384

    /// Whether more requests have come behind the one that is answered, so that their answers may go with this one.
    func mayHold(_ connection: Connection) -> Bool {
        guard !connection.input.isEmpty, !connection.closesAfterResponse,
            connection.exchange?.decoder.isFinished == true
        else { return false }
        return connection.output.isHeld ? connection.output.count < Self.holdLimit : connection.output.isEmpty
    }

    /// Keeps what is in `scratch` back, until the last of these requests is answered or the loop's turn is over.
    func hold(_ connection: Connection) {
        if !connection.output.isHeld { pipelines.append(connection) }
        connection.output.hold(scratch, capacity: Self.holdCapacity)
        scratch.removeAll(keepingCapacity: true)
    }

    /// Whether the connection may go on to its next request, having answered one; otherwise it does in the next turn.
    func mayGoOn(_ connection: Connection) -> Bool {
        connection.answersInTurn = connection.turn == turn ? connection.answersInTurn + 1 : 1
        connection.turn = turn
        guard connection.answersInTurn >= Self.turnLimit, hasInput(connection) else { return true }
        if !connection.output.isHeld { pipelines.append(connection) }
        return false
    }

    /// Sends what is kept back, since the next handlers may take long, and goes on with what was left for this turn.
    func continuePipelines() {
        guard !pipelines.isEmpty else { return }
        let connections = pipelines
        pipelines = []
        for connection in connections where connection.phase != .closed {
            if connection.output.isHeld { transmit(connection) }
            guard connection.phase == .idle, hasInput(connection) else { continue }
            if connection.output.isEmpty {
                awaitRequest(connection)
            } else {
                // Nothing more is answered to a client that does not read.
                enterPhase(.flushing, of: connection, for: times.write)
            }
        }
    }

    private func hasInput(_ connection: Connection) -> Bool {
        !connection.input.isEmpty || connection.isReadable
    }
}
