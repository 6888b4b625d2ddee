import COpenSSL
import Glibc

@testable import SocketServer

/// A blocking client that sends exactly the bytes it is told to.
final class TestClient {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let descriptor: Int32
    private var received: [UInt8] = []
    private var isClosed = false
    /// What encrypts the bytes, after `startTLS`.
    private(set) var tls: TLSClientSession?

    /// Connects; reads time out after `timeout` seconds.
    init(_ address: BoundAddress, timeout: Int = 15, receiveBuffer: Int32? = nil) throws {
        switch address {
        case .tcp(_, let port):
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var one: Int32 = 1
            setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, 4)
            if var receiveBuffer { setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, 4) }
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            name.sin_port = UInt16(port).bigEndian
            name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            let status = withUnsafePointer(to: &name) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
            guard status == 0 else { throw Failure(description: "connect: \(errno)") }
        case .unix(let path):
            descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            guard var name = sockaddr_un(path: path), name.withPointer({ connect(descriptor, $0, $1) }) == 0 else {
                throw Failure(description: "connect: \(errno)")
            }
        }
        var time = timeval(tv_sec: timeout, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit {
        close()
    }

    func close() {
        guard !isClosed else { return }
        isClosed = true
        Glibc.close(descriptor)
    }

    /// Closes so that the server gets a reset.
    func reset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        close()
    }

    /// Shakes hands.
    ///
    /// - Parameters:
    ///   - version: The one version to speak.
    ///   - ticket: What an earlier session left, to resume it.
    func startTLS(version: Int32 = TLS1_3_VERSION, resuming ticket: TLSTicket? = nil) throws {
        guard let session = TLSClientSession(socket: descriptor, version: version, ticket: ticket),
            session.shakeHands()
        else { throw Failure(description: "no handshake") }
        tls = session
    }

    /// Sends the first message of a handshake, and does nothing more.
    func sendHello() throws {
        guard let session = TLSClientSession(socket: descriptor) else { throw Failure(description: "no session") }
        // A blocking socket would wait for the answer.
        var time = timeval(tv_sec: 0, tv_usec: 1)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
        session.sendHello()
    }

    /// Whether something can be read without waiting.
    var hasInput: Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 0) == 1
    }

    /// Says that nothing more is sent: within TLS by its own message, as clients do.
    func shutdownWrite() {
        if let tls { return tls.end() }
        shutdown(descriptor, Int32(SHUT_WR))
    }

    func send(_ text: String) throws { try send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                tls?.write($0) ?? Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failure(description: "send: \(errno)") }
            rest = rest.dropFirst(count)
        }
    }

    /// Sends what the socket takes without waiting; how much that was.
    func sendSome(_ bytes: [UInt8]) -> Int {
        bytes.withUnsafeBytes {
            Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
        }
    }

    /// Reads one response.
    func response(toHead isHead: Bool = false) throws -> TestResponse {
        var head: [UInt8] = []
        while !head.ends(with: "\r\n\r\n") { head.append(try byte()) }
        var response = TestResponse(head: String(decoding: head, as: UTF8.self))
        let hasNone = isHead || response.status == 204 || response.status == 304 || response.status < 200
        if hasNone {
            return response
        } else if response["transfer-encoding"] == "chunked" {
            while let chunk = try chunk() { response.chunks.append(chunk) }
            response.body = response.chunks.flatMap { $0 }
        } else if let length = response["content-length"].flatMap({ Int($0) }) {
            response.body = try bytes(length)
        } else {
            response.body = try rest()
        }
        return response
    }

    /// Everything up to the end of the connection.
    func rest() throws -> [UInt8] {
        while try fill() {}
        defer { received = [] }
        return received
    }

    /// Whether the server ends the connection without a further byte.
    func isAtEnd() throws -> Bool { try rest().isEmpty }

    private func chunk() throws -> [UInt8]? {
        var line: [UInt8] = []
        while !line.ends(with: "\r\n") { line.append(try byte()) }
        guard let size = Int(String(decoding: line.dropLast(2), as: UTF8.self), radix: 16) else {
            throw Failure(description: "bad chunk size")
        }
        let chunk = try bytes(size)
        guard try bytes(2) == [13, 10] else { throw Failure(description: "no CRLF after a chunk") }
        return size == 0 ? nil : chunk
    }

    private func byte() throws -> UInt8 { try bytes(1)[0] }

    private func bytes(_ count: Int) throws -> [UInt8] {
        while received.count < count {
            guard try fill() else { throw Failure(description: "the connection ended early") }
        }
        defer { received.removeFirst(count) }
        return Array(received.prefix(count))
    }

    private func fill() throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = tls?.read(&buffer) ?? recv(descriptor, &buffer, buffer.count, 0)
        guard count >= 0 else { throw Failure(description: "recv: \(String(cString: strerror(errno)))") }
        received += buffer.prefix(count)
        return count > 0
    }
}

extension [UInt8] {
    fileprivate func ends(with text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}
