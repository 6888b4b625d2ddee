/// What an Argon2id hash costs (RFC 9106 §3.1).
public struct Argon2idParameters: Hashable, Sendable {
    /// 19 MiB, 2 passes, 1 lane: the least that OWASP's Password Storage Cheat Sheet asks for; 27 ms a core.
    public static let minimumRecommended = Argon2idParameters(memory: 19 * 1024, passes: 2, lanes: 1)

    /// The most memory that is granted, in KiB: 1 GiB.
    static let memoryLimit = 1 << 20
    /// The most passes over it.
    static let passLimit = 16
    /// The most lanes, each a thread of its own.
    static let laneLimit = 16
    /// The most of memory times passes, in KiB: 2 GiB, about 3 s of one core.
    static let workLimit = 2 << 20

    /// Memory in KiB, RFC 9106's *m*.
    public let memory: Int
    /// Passes over the memory, RFC 9106's *t*.
    public let passes: Int
    /// Lanes that can be computed side by side, RFC 9106's *p*.
    public let lanes: Int

    /// Whether the library takes these parameters and a request may wait for them.
    var isBearable: Bool {
        guard (1...Self.passLimit).contains(passes), (1...Self.laneLimit).contains(lanes),
            (8 * lanes...Self.memoryLimit).contains(memory)
        else { return false }
        return memory * passes <= Self.workLimit
    }

    /// Whether a hash with these parameters is cheaper to guess than one with `other`, in memory or in passes.
    ///
    /// Lanes don't count: they spread the work, they don't change it.
    func isWeaker(than other: Argon2idParameters) -> Bool {
        memory < other.memory || passes < other.passes
    }
}
