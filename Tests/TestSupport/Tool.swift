import TestProcesses

/// A program of the system, run to its end.
public enum Tool {
    /// Its output and errors together; there is nothing for it to read.
    public static func run(_ name: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
        try ChildProcess("/usr/bin/\(name)", arguments, output: .pipe, errors: .withOutput).end()
    }
}
