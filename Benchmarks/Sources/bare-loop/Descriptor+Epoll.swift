import CEpoll
import Glibc

extension Descriptor {
    /// Makes this epoll instance report when the socket `number` can be read.
    func watch(_ number: Int32) throws(SystemError) {
        var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(fd: number))
        guard epoll_ctl(self.number, EPOLL_CTL_ADD, number, &event) == 0 else { throw SystemError(code: errno) }
    }
}
