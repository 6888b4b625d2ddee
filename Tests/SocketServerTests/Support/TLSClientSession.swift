import COpenSSL

@testable import SocketServer

/// The TLS of a `TestClient`, over its blocking socket; believes any certificate.
final class TLSClientSession {
    private let context: OpaquePointer
    private let session: OpaquePointer
    private let socket: UnsafeMutablePointer<copenssl_socket>

    /// Begins with nothing sent; nil without memory.
    ///
    /// - Parameters:
    ///   - version: The one version to speak.
    ///   - ticket: What an earlier session left, to resume it.
    init?(socket descriptor: Int32, version: Int32 = TLS1_3_VERSION, ticket: TLSTicket? = nil) {
        guard let context = SSL_CTX_new(TLS_client_method()), let method = TLSIdentity.socketMethod else { return nil }
        SSL_CTX_ctrl(context, SSL_CTRL_SET_MIN_PROTO_VERSION, Int(version), nil)
        SSL_CTX_ctrl(context, SSL_CTRL_SET_MAX_PROTO_VERSION, Int(version), nil)
        socket = .allocate(capacity: 1)
        socket.initialize(to: copenssl_socket())
        socket.pointee.descriptor = descriptor
        guard let session = copenssl_session(context, method, socket) else { return nil }
        if let ticket { SSL_set_session(session, ticket.session) }
        SSL_set_connect_state(session)
        self.context = context
        self.session = session
    }

    deinit {
        SSL_free(session)
        SSL_CTX_free(context)
        socket.deallocate()
    }

    func shakeHands() -> Bool { SSL_do_handshake(session) == 1 }

    /// Sends the first message and does not wait for an answer.
    func sendHello() { _ = SSL_do_handshake(session) }

    /// How many bytes were sent, or received, 0 at the end and -1 after an error.
    func write(_ bytes: UnsafeRawBufferPointer) -> Int {
        Int(SSL_write(session, bytes.baseAddress, Int32(bytes.count)))
    }

    func read(_ buffer: inout [UInt8]) -> Int {
        let count = SSL_read(session, &buffer, Int32(buffer.count))
        guard count <= 0 else { return Int(count) }
        return SSL_get_error(session, count) == SSL_ERROR_ZERO_RETURN ? 0 : -1
    }

    /// Says that nothing follows.
    func end() { SSL_shutdown(session) }

    /// The server's name in its certificate, as `/CN=name`.
    var serverName: String {
        guard let certificate = SSL_get1_peer_certificate(session) else { return "" }
        defer { X509_free(certificate) }
        var text = [CChar](repeating: 0, count: 256)
        X509_NAME_oneline(X509_get_subject_name(certificate), &text, Int32(text.count))
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// What a later session can resume this one with, once an answer was read.
    var ticket: TLSTicket? { SSL_get1_session(session).map(TLSTicket.init) }

    var isResumed: Bool { SSL_session_reused(session) == 1 }
}

/// What a client keeps of a session.
final class TLSTicket {
    let session: OpaquePointer

    init(_ session: OpaquePointer) {
        self.session = session
    }

    deinit {
        SSL_SESSION_free(session)
    }

    /// How much a client may send before the handshake is over.
    var earlyData: UInt32 { SSL_SESSION_get_max_early_data(session) }
}
