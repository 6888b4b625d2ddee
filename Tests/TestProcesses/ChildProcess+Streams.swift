import Foundation

extension ChildProcess {
    /// What a program reads.
    public enum Input {
        case nothing
        case file(URL)
        /// What is written to the process.
        case pipe

        /// What the program reads from, and what is kept to write to.
        func open() throws -> (theirs: FileHandle, ours: FileHandle?) {
            switch self {
            case .nothing: return (try FileHandle(forReadingFrom: nowhere), nil)
            case .file(let file): return (try FileHandle(forReadingFrom: file), nil)
            case .pipe:
                let pipe = Pipe()
                return (pipe.fileHandleForReading, pipe.fileHandleForWriting)
            }
        }
    }

    /// Where a program's output goes.
    public enum Output {
        case inherited
        /// A file, which is made anew.
        case file(URL)
        /// It can be read from the process.
        case pipe

        /// What the program writes to, and what is kept to read from.
        func open() throws -> (theirs: FileHandle, ours: FileHandle?) {
            switch self {
            case .inherited: return (.standardOutput, nil)
            case .file(let file): return (try makeFile(file), nil)
            case .pipe:
                let pipe = Pipe()
                return (pipe.fileHandleForWriting, pipe.fileHandleForReading)
            }
        }
    }

    /// Where a program's errors go.
    public enum Errors {
        case inherited
        case nothing
        /// A file, which is made anew.
        case file(URL)
        case withOutput

        /// What the program writes to, which may be its output.
        func open(output: FileHandle) throws -> FileHandle {
            switch self {
            case .inherited: .standardError
            case .nothing: try FileHandle(forWritingTo: nowhere)
            case .file(let file): try makeFile(file)
            case .withOutput: output
            }
        }
    }

    private static var nowhere: URL { URL(filePath: "/dev/null") }

    private static func makeFile(_ file: URL) throws -> FileHandle {
        try Data().write(to: file)
        return try FileHandle(forWritingTo: file)
    }
}
