import Glibc

/// A counting semaphore for threads that may block; never waited on from a task.
public final class Semaphore: @unchecked Sendable {
    // Sendable: sem_t is made to be shared by threads, and the pointer itself never changes.
    private let handle: UnsafeMutablePointer<sem_t>

    /// Makes a semaphore whose count is `value`.
    public init(value: UInt32 = 0) {
        handle = .allocate(capacity: 1)
        sem_init(handle, 0, value)
    }

    deinit {
        sem_destroy(handle)
        handle.deallocate()
    }

    /// Raises the count, waking one waiting thread.
    public func signal() {
        sem_post(handle)
    }

    /// Blocks the thread until the count is above zero, then lowers it.
    public func wait() {
        while sem_wait(handle) == -1 && errno == EINTR {}
    }
}
