import Glibc

/// The number of descriptors that the process may have, which on many systems is 1024 until somebody asks for more.
enum DescriptorLimit {
    /// Descriptors beside those of connections: files, databases, clients.
    private static let reserve = 1024

    /// Raises the soft limit to what `connections` need, as far as the hard limit allows; never lowers it.
    static func raise(forConnections connections: Int) {
        var limit = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard getrlimit(resource, &limit) == 0 else { return }
        let wanted = min(rlim_t(clamping: connections.addingReportingOverflow(reserve).partialValue), limit.rlim_max)
        guard wanted > limit.rlim_cur else { return }
        limit.rlim_cur = wanted
        setrlimit(resource, &limit)
    }
}
