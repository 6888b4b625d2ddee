import FixedAnswer
import Glibc

/// The ceiling that HTTP servers are measured against: one thread that answers every empty line with the same message.
@main
struct BareLoop {
    static func main() throws {
        guard let port = CommandLine.arguments.dropFirst().first.flatMap(UInt16.init) else {
            print("usage: bare-loop PORT")
            exit(64)
        }
        var loop = try EventLoop(port: port, answer: Array(FixedAnswer.message.utf8))
        try loop.run()
    }
}
