import Glibc
import Synchronization

/// The working memory of Argon2id: mapped in huge pages, and kept from one hash to the next while callers wait for hashes.
///
/// With malloc's, whose large blocks go back to the system when they are freed, a quarter of a hash's time was the kernel's, for mapping
/// it page by page. The library wipes what it gives back.
final class Argon2idMemory: Sendable {
    /// The process's own: the library asks for memory without telling for whom.
    static let shared = Argon2idMemory()

    /// How much is kept for the next hash at most, in bytes.
    private static let keptLimit = 128 << 20

    private struct State {
        /// How many wait for a hash, or have one computed.
        var callers = 0
        /// What the next hash may have: addresses and sizes.
        var kept: [(address: UInt, size: Int)] = []
    }

    private let state = Mutex(State())

    /// How much is kept, in bytes.
    var keptSize: Int { state.withLock { $0.kept.reduce(0) { $0 + $1.size } } }

    /// Has memory kept until `endCall()`.
    func beginCall() {
        state.withLock { $0.callers += 1 }
    }

    /// Gives all that is kept back to the system after the last call.
    func endCall() {
        let unused = state.withLock { state in
            state.callers -= 1
            guard state.callers == 0 else { return [(address: UInt, size: Int)]() }
            defer { state.kept = [] }
            return state.kept
        }
        for block in unused { Self.unmap(block.address, size: block.size) }
    }

    /// Memory of a size in bytes; nil when the system has none.
    func allocate(_ size: Int) -> UnsafeMutableRawPointer? {
        let kept = state.withLock { state in
            state.kept.lastIndex { $0.size == size }.map { state.kept.remove(at: $0).address }
        }
        if let kept { return UnsafeMutableRawPointer(bitPattern: kept) }
        guard let memory = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
            memory != MAP_FAILED
        else { return nil }
        madvise(memory, size, MADV_HUGEPAGE)
        return memory
    }

    /// Takes memory back that `allocate(_:)` gave.
    func free(_ memory: UnsafeMutableRawPointer, size: Int) {
        let unused = state.withLock { state in
            state.kept.append((UInt(bitPattern: memory), size))
            var excess = state.kept.reduce(0) { $0 + $1.size } - (state.callers > 0 ? Self.keptLimit : 0)
            // The oldest go first: of a size that nobody asks for any more, maybe.
            let unused = state.kept.prefix { block in
                defer { excess -= block.size }
                return excess > 0
            }
            state.kept.removeFirst(unused.count)
            return unused
        }
        for block in unused { Self.unmap(block.address, size: block.size) }
    }

    private static func unmap(_ address: UInt, size: Int) {
        munmap(UnsafeMutableRawPointer(bitPattern: address), size)
    }
}
