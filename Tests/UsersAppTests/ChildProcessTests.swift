import Foundation
import TestProcesses
import Testing

@Suite struct ChildProcessTests {
    @Test func `A program has its three streams open and nothing else`() throws {
        // Without O_CLOEXEC, as sockets of tests are.
        let descriptors = (0..<5).map { _ in open("/dev/null", O_RDONLY) }
        defer { for descriptor in descriptors { close(descriptor) } }
        let process = try ChildProcess("/bin/sh", ["-c", "cd /proc/$$/fd && echo *"], output: .pipe)
        // The last is that of the folder which is listed.
        #expect(try process.end().output == "0 1 2 3\n")
    }

    @Test func `A program gets its input, environment and folder`() throws {
        let folder = try Folder()
        let process = try ChildProcess(
            "/bin/sh", ["-c", "cat; echo $COLOR; pwd >&2"], environment: ["COLOR": "blue"], folder: folder.url,
            input: .pipe, output: .pipe, errors: .withOutput)
        try process.write("one\n")
        #expect(try process.line() == "one")
        try process.write("two\n")
        let (status, output) = try process.end()
        #expect(status == 0 && output == "two\nblue\n\(folder.url.path)\n")
    }

    @Test(arguments: [("exit 3", 3), ("kill -KILL $$", SIGKILL)])
    func `A status is the program's own, or the signal's that ended it`(script: String, status: Int32) throws {
        let process = try ChildProcess("/bin/sh", ["-c", script])
        #expect(process.wait() == status)
        #expect(process.status == status && !process.isRunning)
    }

    @Test func `A program that is let go is killed`() throws {
        var process: ChildProcess? = try ChildProcess("/bin/sleep", ["1000"])
        let id = try #require(process?.id)
        #expect(kill(id, 0) == 0)
        process = nil
        #expect(kill(id, 0) == -1 && errno == ESRCH)
    }

    @Test func `A program that is missing does not start`() {
        #expect(throws: ChildProcess.NotStarted.self) { try ChildProcess("/nowhere/program") }
    }
}
