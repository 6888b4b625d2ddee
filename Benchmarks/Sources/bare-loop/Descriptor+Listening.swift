import Glibc

extension Descriptor {
    /// A non-blocking socket that listens on `port` of 127.0.0.1.
    static func listening(port: UInt16) throws(SystemError) -> Descriptor {
        let listener = try Descriptor(socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue), 0))
        var on: Int32 = 1
        setsockopt(listener.number, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))

        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        let bound = withUnsafeBytes(of: &address) { bytes in
            bind(listener.number, bytes.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t(bytes.count))
        }
        guard bound == 0, listen(listener.number, 1024) == 0 else { throw SystemError(code: errno) }
        return listener
    }
}
