import Foundation
import SocketServer

/// Debian's command line tool `openssl`.
enum OpenSSL {
    /// Runs it to its end, with nothing to read; its output and errors together.
    static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = arguments
        let output = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        try output.fileHandleForWriting.close()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    /// Shakes hands with a server.
    static func connect(_ address: BoundAddress, _ options: [String]) throws -> (status: Int32, output: String) {
        try run(["s_client", "-connect", "\(address)"] + options)
    }
}
