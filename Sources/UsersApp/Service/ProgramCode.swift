import CLinux

/// The machine code of the program, as a part of its memory.
enum ProgramCode {
    /// Gives up the pages that the start alone needed; those that serve come back as they are called.
    ///
    /// The start touches code all over the program, and the kernel maps 64 KiB around each touch: 23 MiB.
    static func forgetStart() {
        _ = clinux_drop_code()
    }
}
