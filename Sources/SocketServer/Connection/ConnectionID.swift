/// Names a connection of a loop; never reused while something may still ask for it, unlike a descriptor.
struct ConnectionID: Equatable, Sendable {
    let slot: UInt32
    let generation: UInt32

    init(slot: UInt32, generation: UInt32) {
        self.slot = slot
        self.generation = generation
    }

    /// Reads the id back from what epoll reports.
    init(token: UInt64) {
        slot = UInt32(truncatingIfNeeded: token)
        generation = UInt32(truncatingIfNeeded: token >> 32)
    }

    var index: Int { Int(slot) }
    var token: UInt64 { UInt64(generation) << 32 | UInt64(slot) }
}
