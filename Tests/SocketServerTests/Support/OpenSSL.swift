import SocketServer
import TestSupport

/// Debian's command line tool `openssl`.
enum OpenSSL {
    /// Runs it to its end, with nothing to read; its output and errors together.
    static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
        try Tool.run("openssl", arguments)
    }

    /// Shakes hands with a server.
    static func connect(_ address: BoundAddress, _ options: [String]) throws -> (status: Int32, output: String) {
        try run(["s_client", "-connect", "\(address)"] + options)
    }
}
