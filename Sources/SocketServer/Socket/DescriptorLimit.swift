import Glibc

/// The number of descriptors that the process may have, which on many systems is 1024 until somebody asks for more.
enum DescriptorLimit {
    /// Descriptors beside those of connections: files, databases, clients.
    private static let reserve = 1024
    /// As many are kept from connections at least where the hard limit allows no such reserve, or a quarter of all.
    private static let smallReserve: rlim_t = 128

    /// Raises the soft limit to what `connections` need, as far as the hard limit allows; never lowers it.
    ///
    /// - Returns: The first descriptor that a connection is not to have, so that those who are connected can be served.
    static func raise(forConnections connections: Int) -> Int32 {
        var limit = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(resource, &limit) == 0 else { return .max }
        let wanted = min(rlim_t(clamping: connections.addingReportingOverflow(reserve).partialValue), limit.rlim_max)
        if wanted > limit.rlim_cur {
            let before = limit.rlim_cur
            limit.rlim_cur = wanted
            if setrlimit(resource, &limit) != 0 { limit.rlim_cur = before }
        }
        return Int32(clamping: limit.rlim_cur - min(limit.rlim_cur / 4, smallReserve))
    }

    /// The descriptor that the next file or socket gets (POSIX.1-2017, 2.14); the largest number when there is none.
    static func next(beside descriptor: borrowing Descriptor) -> Int32 {
        let next = fcntl(descriptor.raw, F_DUPFD_CLOEXEC, 0)
        guard next >= 0 else { return .max }
        close(next)
        return next
    }
}
