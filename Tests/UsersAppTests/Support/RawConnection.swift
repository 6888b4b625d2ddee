import Glibc
import Testing

/// A TCP connection on loopback, for what an HTTP client does not let a test do.
final class RawConnection {
    private let descriptor: Int32

    /// Nobody listens.
    struct Refused: Error {}

    /// - Throws: `Refused`.
    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw Refused() }
        // No test waits longer than this for an answer.
        var limit = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit {
        close(descriptor)
    }

    func send(_ text: String) throws {
        let bytes = Array(text.utf8)
        try #require(Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count)
    }

    /// Reads an answer that says its length, and returns its content; keeps no thread waiting.
    func receiveContent() async throws -> String {
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        return try await poll("an answer") { () -> String? in
            let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            if count > 0 { received += buffer[..<count] }
            let text = String(decoding: received, as: UTF8.self)
            guard let head = text.firstRange(of: "\r\n\r\n"),
                let length = text.firstMatch(of: /(?i)content-length: *(\d+)/).flatMap({ Int($0.1) })
            else { return nil }
            let content = text[head.upperBound...]
            return content.utf8.count >= length ? String(content) : nil
        }
    }

    /// Reads until the text ends with `end`, or the connection does.
    func receive(upTo end: String = "") throws -> String {
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while end.isEmpty || !String(decoding: received, as: UTF8.self).hasSuffix(end) {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            try #require(count >= 0, "no answer in time")
            guard count > 0 else { break }
            received += buffer[..<count]
        }
        return String(decoding: received, as: UTF8.self)
    }
}
