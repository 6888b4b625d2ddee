extension EventLoop {
    /// Begins the next step of a TLS handshake, if what it waits for is there.
    func continueHandshake(_ connection: Connection) {
        guard let session = connection.tls else { return }
        switch connection.handshake {
        case .wantsInput where connection.isReadable: break
        case .wantsOutput where connection.isWritable: break
        case .wantsInput, .wantsOutput, .inStep: return
        }
        // What epoll reports during the step may be news for the next one.
        connection.isReadable = false
        connection.isWritable = false
        connection.handshake = .inStep
        activeTasks += 1
        let id = connection.id
        Task(executorPreference: executor) { await self.takeHandshakeStep(session, id) }
    }

    private func takeHandshakeStep(_ session: TLSSession, _ id: ConnectionID) async {
        defer { activeTasks -= 1 }
        guard let connection = table[id], let acceptor else { return }
        let step = await acceptor.shakeHands(session)
        // Until here the connection is kept, closed or not, and with it the socket that the step used.
        guard connection.phase == .handshaking else { return }
        switch step {
        case .finished: finishHandshake(connection)
        case .failed: close(connection)
        case .wantsOutput:
            connection.handshake = .wantsOutput
            continueHandshake(connection)
        case .wantsInput:
            connection.handshake = .wantsInput
            if connection.isReadable {
                continueHandshake(connection)
            } else if phase != .serving, !session.hasBegun {
                close(connection)
            }
        }
    }

    private func finishHandshake(_ connection: Connection) {
        enterPhase(.idle, of: connection, for: times.idle)
        // OpenSSL may have read the first request already, which epoll knows nothing of.
        connection.isReadable = true
        readInput(connection)
        closeIfDraining(connection)
    }
}
