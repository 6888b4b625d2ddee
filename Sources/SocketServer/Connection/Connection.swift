/// A client's connection; belongs to one event loop, which alone touches it.
final class Connection {
    /// What the connection is doing.
    enum Phase {
        /// TLS is being agreed on.
        case handshaking
        /// Nothing of a request has come.
        case idle
        /// A part of a head has come.
        case head
        /// A handler works on a request.
        case serving
        /// The response is complete but for what the socket did not take.
        case flushing
        /// The response is sent; the rest of the request's body is read and dropped.
        case discarding
        /// The server's side is shut; what the client still sends is dropped, so that it reads the last response.
        case lingering
        case closed
    }

    /// What a TLS handshake waits for.
    enum Handshake {
        case wantsInput
        case wantsOutput
        /// A step of it runs on another thread, which alone may touch `tls` meanwhile.
        case inStep
    }

    let id: ConnectionID
    let socket: Descriptor
    let peer: PeerAddress
    /// What encrypts the connection, if anything does.
    let tls: TLSSession?

    var phase = Phase.idle
    var handshake = Handshake.wantsInput
    /// Whether the kernel may hold bytes that were not read; epoll reports it only once (`EPOLLET`).
    var isReadable = false
    /// Whether epoll has reported since the last step of a handshake began that the socket takes bytes.
    var isWritable = false
    /// Whether a report said that the end of the client's bytes is in sight: a short read is then not the last.
    var isEnding = false
    /// Whether the client's end was read.
    var isAtEnd = false

    var input = InputBuffer()
    var parser = HeadParser()
    var exchange: Exchange?
    var exchangeCount: UInt32 = 0
    /// The turn of the loop that a request was last answered in, and how many were.
    var turn = 0
    var answersInTurn = 0
    var output = OutputBuffer()
    var closesAfterResponse = false
    /// Bytes dropped in the phase.
    var discarded = 0
    /// When the phase is over, in all phases but `.serving`.
    var phaseDeadline = LoopClock.never

    init(id: ConnectionID, socket: consuming Descriptor, peer: PeerAddress, tls: TLSSession?) {
        self.id = id
        self.socket = socket
        self.peer = peer
        self.tls = tls
    }

    /// When the connection wants to be looked at.
    var deadline: Int64 {
        phase == .serving ? exchange?.nextDeadline ?? LoopClock.never : phaseDeadline
    }
}
