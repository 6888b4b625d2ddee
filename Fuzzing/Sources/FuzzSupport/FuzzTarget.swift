import CFuzzer
import Glibc

/// A program that libFuzzer calls with one input after the other, and that traps where a promise is broken.
public protocol FuzzTarget {
    /// Holds one input against what is promised.
    static func test(_ input: FuzzInput)
}

extension FuzzTarget {
    /// Runs libFuzzer as the command line says.
    public static func main() {
        calledTest = test
        var (count, arguments) = (CommandLine.argc, CommandLine.unsafeArgv)
        let status = LLVMFuzzerRunDriver(&count, &arguments) { bytes, count in
            calledTest(FuzzInput(Array(UnsafeBufferPointer(start: bytes, count: count))))
            return 0
        }
        exit(status)
    }
}

/// What a C function, which has no context, calls; set once, before libFuzzer runs.
nonisolated(unsafe) private var calledTest: (FuzzInput) -> Void = { _ in }
