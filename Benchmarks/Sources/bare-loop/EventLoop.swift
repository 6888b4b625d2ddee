import CEpoll
import Glibc

/// One thread, one epoll instance, and the connections of one listening socket.
struct EventLoop: ~Copyable {
    private let answer: [UInt8]
    private let epoll: Descriptor
    private let listener: Descriptor
    private var connections: [Int32: Connection] = [:]

    /// Listens on `port` of 127.0.0.1.
    init(port: UInt16, answer: [UInt8]) throws(SystemError) {
        self.answer = answer
        let epoll = try Descriptor(epoll_create1(0))
        let listener = try Descriptor.listening(port: port)
        try epoll.watch(listener.number)
        self.epoll = epoll
        self.listener = listener
    }

    /// Serves until the process ends.
    mutating func run() throws(SystemError) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 16 * 1024, alignment: 16)
        defer { buffer.deallocate() }
        var events = [epoll_event](repeating: epoll_event(), count: 256)
        while true {
            let ready = epoll_wait(epoll.number, &events, Int32(events.count), -1)
            guard ready >= 0 || errno == EINTR else { throw SystemError(code: errno) }
            for event in events.prefix(Int(max(ready, 0))) {
                if event.data.fd == listener.number {
                    try acceptAll()
                } else if let connection = connections[event.data.fd] {
                    let lives =
                        event.events & EPOLLOUT.rawValue == 0
                        ? connection.read(into: buffer, answer: answer, epoll: epoll)
                        : connection.writeUnsent(epoll: epoll)
                    if !lives { connections[event.data.fd] = nil }
                }
            }
        }
    }

    private mutating func acceptAll() throws(SystemError) {
        while true {
            let number = accept4(listener.number, nil, nil, Int32(SOCK_NONBLOCK.rawValue))
            guard number >= 0 else { return }
            let socket = try Descriptor(number)
            try epoll.watch(socket.number)
            connections[number] = Connection(socket)
        }
    }
}
