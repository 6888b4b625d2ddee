import Glibc

/// A listening socket, which the loops share; closed when the last of them lets go of it.
final class Listener: Sendable {
    let descriptor: Descriptor
    let address: BoundAddress
    /// How many clients may wait to be accepted.
    static let backlog: Int32 = 4096

    private init(_ descriptor: consuming Descriptor, address: BoundAddress) {
        self.descriptor = descriptor
        self.address = address
    }

    deinit {
        if case .unix(let path) = address { unlink(path) }
    }

    /// Binds and listens.
    static func listen(at address: ServerAddress) throws(ServerError) -> Listener {
        switch address {
        case .tcp(let host, let port): try tcp(host: host, port: port)
        case .unix(let path): try unix(path: path)
        }
    }

    /// Tries the addresses that the host's name has, in their order.
    private static func tcp(host: String, port: Int) throws(ServerError) -> Listener {
        guard (0...65535).contains(port) else { throw .badAddress("port \(port) is not between 0 and 65535") }
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        var list: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, String(port), &hints, &list)
        guard status == 0 else { throw .badAddress("\(host): \(String(cString: gai_strerror(status)))") }
        defer { freeaddrinfo(list) }
        var failure = ServerError.badAddress(host)
        var next = list
        while let entry = next?.pointee {
            do {
                return try bound(to: entry)
            } catch {
                failure = error
            }
            next = entry.ai_next
        }
        throw failure
    }

    private static func bound(to entry: addrinfo) throws(ServerError) -> Listener {
        let socket = try makeSocket(entry.ai_family)
        setOption(socket, SOL_SOCKET, SO_REUSEADDR, 1)
        // Accepted sockets inherit it.
        setOption(socket, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
        if entry.ai_family == AF_INET6 { setOption(socket, Int32(IPPROTO_IPV6), IPV6_V6ONLY, 0) }
        guard bind(socket.raw, entry.ai_addr, entry.ai_addrlen) == 0 else { throw .init(call: "bind", errno: errno) }
        guard Glibc.listen(socket.raw, backlog) == 0 else { throw .init(call: "listen", errno: errno) }
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        var service = [CChar](repeating: 0, count: Int(NI_MAXSERV))
        let isNamed = withUnsafeMutableBytes(of: &storage) { bytes -> Bool in
            guard let address = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return false }
            return getsockname(socket.raw, address, &length) == 0
                && getnameinfo(
                    address, length, &host, socklen_t(host.count), &service, socklen_t(service.count),
                    NI_NUMERICHOST | NI_NUMERICSERV) == 0
        }
        guard isNamed, let port = Int(text(service)) else { throw .system(call: "getsockname", errno: errno) }
        return Listener(socket, address: .tcp(host: text(host), port: port))
    }

    private static func unix(path: String) throws(ServerError) -> Listener {
        guard var address = sockaddr_un(path: path) else {
            throw .badAddress("the path of a Unix socket has 1 to 107 bytes")
        }
        let socket = try makeSocket(AF_UNIX)
        var status = address.withPointer { bind(socket.raw, $0, $1) }
        if status != 0, errno == EADDRINUSE {
            // A socket file that nobody listens at was left behind; anything else there is not ours to remove.
            let probe = try makeSocket(AF_UNIX)
            let isStale = address.withPointer { connect(probe.raw, $0, $1) } != 0 && errno == ECONNREFUSED
            guard isStale, isSocket(path), unlink(path) == 0 else { throw .addressInUse }
            status = address.withPointer { bind(socket.raw, $0, $1) }
        }
        guard status == 0 else {
            if errno == ENOENT || errno == ENOTDIR { throw .badAddress("\(path): \(String(cString: strerror(errno)))") }
            throw .init(call: "bind", errno: errno)
        }
        guard Glibc.listen(socket.raw, backlog) == 0 else { throw .init(call: "listen", errno: errno) }
        return Listener(socket, address: .unix(path: path))
    }

    private static func makeSocket(_ family: Int32) throws(ServerError) -> Descriptor {
        let flags = SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue
        let raw = socket(family, Int32(flags), 0)
        guard raw >= 0 else { throw .init(call: "socket", errno: errno) }
        return Descriptor(raw)
    }

    private static func setOption(_ socket: borrowing Descriptor, _ level: Int32, _ name: Int32, _ value: Int32) {
        var value = value
        setsockopt(socket.raw, level, name, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    private static func isSocket(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFSOCK
    }

    private static func text(_ characters: [CChar]) -> String {
        String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
