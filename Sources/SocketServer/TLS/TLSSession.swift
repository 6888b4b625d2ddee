import COpenSSL
import Synchronization

/// The encryption of one connection, over its socket.
final class TLSSession: @unchecked Sendable {
    // Sendable: one thread at a time touches it: until the handshake is over that of its step, then the loop's. It goes from one to the
    // other through queues, whose locks make the former's writes seen.
    private let session: OpaquePointer
    private let socket: UnsafeMutablePointer<copenssl_socket>
    /// Made the session, and must outlive it.
    private let identity: TLSIdentity
    /// After an error nothing may be sent any more.
    private var isBroken = false
    /// Whether the connection is gone, so that a step that waits for its thread is none.
    private let isUnwanted = Atomic(false)

    /// What a step of the handshake led to.
    enum Step {
        case finished
        /// The step goes on when the client has sent more.
        case wantsInput
        /// The step goes on when the socket takes more.
        case wantsOutput
        case failed
    }

    /// What a read brought.
    enum Input {
        /// Bytes, and whether the socket may have more.
        case bytes(Int, isMoreLikely: Bool)
        case end
        /// Nothing is there.
        case nothing
        /// Nothing can be read until the socket takes what has to be sent.
        case blocked
        case broken
    }

    /// Makes a session over a socket that outlives it; nil without memory for it.
    init?(_ identity: TLSIdentity, socket descriptor: Int32) {
        let socket = UnsafeMutablePointer<copenssl_socket>.allocate(capacity: 1)
        socket.initialize(to: copenssl_socket())
        socket.pointee.descriptor = descriptor
        guard let session = identity.makeSession(over: socket) else {
            socket.deallocate()
            return nil
        }
        SSL_set_accept_state(session)
        self.session = session
        self.socket = socket
        self.identity = identity
    }

    deinit {
        SSL_free(session)
        socket.deallocate()
    }

    /// Whether the client has sent anything.
    var hasBegun: Bool { socket.pointee.has_read }

    /// Goes on with the handshake; what signs and derives keys is in here.
    func shakeHands() -> Step {
        guard !isUnwanted.load(ordering: .relaxed) else { return .failed }
        ERR_clear_error()
        let status = SSL_do_handshake(session)
        if status == 1 { return .finished }
        switch SSL_get_error(session, status) {
        case SSL_ERROR_WANT_READ: return .wantsInput
        case SSL_ERROR_WANT_WRITE: return .wantsOutput
        default:
            isBroken = true
            ERR_clear_error()
            return .failed
        }
    }

    /// Has a step that did not begin yet fail at once; from any thread.
    func abandon() {
        isUnwanted.store(true, ordering: .relaxed)
    }

    /// Reads into `buffer`, at most a record.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Input {
        var count = 0
        socket.pointee.is_drained = false
        ERR_clear_error()
        let status = SSL_read_ex(session, buffer.baseAddress, buffer.count, &count)
        if status == 1 {
            // A short read has emptied the socket, see `EventLoop.receive`, but not what OpenSSL has read ahead.
            return .bytes(count, isMoreLikely: !socket.pointee.is_drained || SSL_has_pending(session) == 1)
        }
        switch SSL_get_error(session, status) {
        case SSL_ERROR_ZERO_RETURN: return .end
        case SSL_ERROR_WANT_READ: return .nothing
        case SSL_ERROR_WANT_WRITE: return .blocked
        default:
            isBroken = true
            ERR_clear_error()
            return .broken
        }
    }

    /// What was sent of `bytes`, fewer when the socket takes no more now, nil when the connection broke.
    ///
    /// The next call must begin with the byte that follows: a record of it may be on its way.
    func write(_ bytes: UnsafeRawBufferPointer) -> Int? {
        var sent = 0
        while sent < bytes.count {
            var count = 0
            ERR_clear_error()
            let status = SSL_write_ex(session, bytes.baseAddress.map { $0 + sent }, bytes.count - sent, &count)
            if status == 1 {
                sent += count
                continue
            }
            switch SSL_get_error(session, status) {
            case SSL_ERROR_WANT_WRITE, SSL_ERROR_WANT_READ: return sent
            default:
                isBroken = true
                ERR_clear_error()
                return nil
            }
        }
        return sent
    }

    /// Tells the client that nothing follows (`close_notify`, RFC 8446 §6.1), as far as the socket takes it; once.
    func end() {
        guard !isBroken, SSL_get_shutdown(session) & SSL_SENT_SHUTDOWN == 0 else { return }
        ERR_clear_error()
        SSL_shutdown(session)
        ERR_clear_error()
    }
}
