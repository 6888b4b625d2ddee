import Glibc
import Synchronization

/// Whole numbers that many threads add to, each mostly in a cache line of its own; a sum is read by who asks.
final class ShardedCells: @unchecked Sendable {
    // Sendable: the pointer never changes, and what it points at is atomic.
    private let cells: UnsafeMutablePointer<Atomic<Int64>>
    private let stride: Int
    private let shift: UInt

    /// At least twice the processors, as a power of two: threads meet in a shard by their addresses. At most 32, by which a route's
    /// histogram is 4 KiB already.
    private static let shardBits: UInt = {
        let processors = UInt(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        return min(5, UInt(UInt.bitWidth - (2 * processors - 1).leadingZeroBitCount))
    }()
    /// The cells of a cache line.
    private static let line = 8

    /// Makes so many numbers, all 0.
    init(count: Int) {
        stride = (count + Self.line - 1) / Self.line * Self.line
        shift = UInt(UInt.bitWidth) - Self.shardBits
        let total = stride << Self.shardBits
        cells = UnsafeMutableRawPointer.allocate(
            byteCount: total * MemoryLayout<Int64>.stride, alignment: Self.line * MemoryLayout<Int64>.stride
        ).bindMemory(to: Atomic<Int64>.self, capacity: total)
        for index in 0..<total { (cells + index).initialize(to: Atomic(0)) }
    }

    deinit {
        cells.deinitialize(count: stride << Self.shardBits)
        UnsafeMutableRawPointer(cells).deallocate()
    }

    /// Where the calling thread's shard begins. Two threads may share one, which costs time alone.
    var base: Int {
        // Threads' descriptors are pages apart; the multiplication spreads that over the upper bits.
        Int((UInt(pthread_self()) >> 12 &* 0x9E37_79B9_7F4A_7C15) >> shift) * stride
    }

    /// Adds to one of the numbers, of the shard that begins at `base`.
    func add(_ amount: Int64, to index: Int, base: Int) {
        cells[base + index].add(amount, ordering: .relaxed)
    }

    /// The sum of a number over all shards.
    func sum(_ index: Int) -> Int64 {
        var sum: Int64 = 0
        for shard in 0..<(1 << Int(Self.shardBits)) {
            sum &+= cells[shard * stride + index].load(ordering: .relaxed)
        }
        return sum
    }
}
