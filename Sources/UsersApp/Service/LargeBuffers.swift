import CLinux

/// What becomes of the memory of large buffers, such as uploads.
enum LargeBuffers {
    /// Buffers from this size on are mapped one by one, in bytes.
    private static let size: Int32 = 512 << 10

    /// Has them go back to the system when they are freed.
    ///
    /// Left alone, glibc raises the size with each one that is freed (mallopt(3)), and every thread's arena keeps some: a hundred uploads
    /// of 2 MiB were measured to leave 80 MiB behind rather than 20.
    static func returnWhenFreed() {
        mallopt(M_MMAP_THRESHOLD, size)
    }
}
