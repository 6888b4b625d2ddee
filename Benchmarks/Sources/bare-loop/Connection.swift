import CEpoll
import Glibc

/// One client: its request heads are counted, and as many answers go out in one `send`.
final class Connection {
    private let socket: Descriptor
    private var counter = RequestCounter()
    private var unsent: [UInt8] = []

    init(_ socket: consuming Descriptor) {
        self.socket = socket
        var on: Int32 = 1
        setsockopt(self.socket.number, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Reads what came and answers it; false ends the connection.
    func read(into buffer: UnsafeMutableRawBufferPointer, answer: [UInt8], epoll: borrowing Descriptor) -> Bool {
        let received = recv(socket.number, buffer.baseAddress, buffer.count, 0)
        guard received > 0 else { return received < 0 && errno == EAGAIN }
        switch counter.count(UnsafeRawBufferPointer(rebasing: buffer[..<received])) {
        case 0: return true
        case 1: return write(answer, epoll: epoll)
        case let heads: return write(repeatElement(answer, count: heads).flatMap(\.self), epoll: epoll)
        }
    }

    /// Goes on with what the socket had no room for; false ends the connection.
    func writeUnsent(epoll: borrowing Descriptor) -> Bool {
        let bytes = unsent
        unsent = []
        guard write(bytes, epoll: epoll) else { return false }
        return !unsent.isEmpty || wait(for: EPOLLIN, epoll: epoll)
    }

    private func write(_ bytes: [UInt8], epoll: borrowing Descriptor) -> Bool {
        let sent = send(socket.number, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        guard sent != bytes.count else { return true }
        guard sent >= 0 || errno == EAGAIN else { return false }
        unsent = Array(bytes[max(sent, 0)...])
        // Nothing is read meanwhile: a client that never reads costs no more memory than this.
        return wait(for: EPOLLOUT, epoll: epoll)
    }

    private func wait(for events: EPOLL_EVENTS, epoll: borrowing Descriptor) -> Bool {
        var event = epoll_event(events: events.rawValue, data: epoll_data_t(fd: socket.number))
        return epoll_ctl(epoll.number, EPOLL_CTL_MOD, socket.number, &event) == 0
    }
}
