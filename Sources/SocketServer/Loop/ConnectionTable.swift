/// The connections of a loop, and when each wants to be looked at.
///
/// Deadlines lie side by side, so that a tick passes over ten thousand of them in microseconds.
struct ConnectionTable {
    private var slots: [Connection?] = []
    private var generations: [UInt32] = []
    private var deadlines: [Int64] = []
    private var free: [Int] = []

    private(set) var count = 0
    /// No deadline is earlier than this one.
    private(set) var earliest = LoopClock.never

    /// Picks the id of the next connection, which `insert` then takes.
    mutating func makeID() -> ConnectionID {
        let slot: Int
        if let last = free.popLast() {
            slot = last
        } else {
            slot = slots.count
            slots.append(nil)
            generations.append(0)
            deadlines.append(LoopClock.never)
        }
        return ConnectionID(slot: UInt32(truncatingIfNeeded: slot), generation: generations[slot])
    }

    mutating func insert(_ connection: Connection) {
        slots[connection.id.index] = connection
        count += 1
    }

    /// Gives the slot back; ids of its former generation find nothing any more.
    mutating func remove(_ id: ConnectionID) {
        release(id)
        count -= 1
    }

    /// Gives back an id that was not used.
    mutating func release(_ id: ConnectionID) {
        slots[id.index] = nil
        deadlines[id.index] = LoopClock.never
        // Half the range is left out, so that no id looks like a token of the executor.
        generations[id.index] = (generations[id.index] + 1) & 0x7FFF_FFFF
        free.append(id.index)
    }

    subscript(id: ConnectionID) -> Connection? {
        guard id.index < slots.count, generations[id.index] == id.generation else { return nil }
        return slots[id.index]
    }

    mutating func setDeadline(_ deadline: Int64, of id: ConnectionID) {
        deadlines[id.index] = deadline
        if deadline < earliest { earliest = deadline }
    }

    /// The connections whose deadlines have come.
    mutating func expired(at now: Int64) -> [Connection] {
        guard earliest <= now else { return [] }
        var expired: [Connection] = []
        var next = LoopClock.never
        for slot in deadlines.indices {
            let deadline = deadlines[slot]
            if deadline > now {
                next = min(next, deadline)
            } else if let connection = slots[slot] {
                expired.append(connection)
            }
        }
        // Those that expired set new deadlines, or go.
        earliest = next
        return expired
    }

    var all: [Connection] { slots.compactMap { $0 } }
}
