import CLinux
import Glibc

/// Named POSIX threads: for event loops, blocking C libraries and the embedded engine's writer.
public enum Thread {
    /// Starts a detached thread that runs `body` to its end.
    ///
    /// - Parameters:
    ///   - name: Shown by `ps -T` and `perf`; cut to 15 bytes.
    ///   - niceness: Added to the thread's nice value, 0 to 19.
    public static func start(name: String, niceness: Int32 = 0, _ body: @escaping @Sendable () -> Void) {
        let start = Unmanaged.passRetained(Start(name: name, niceness: niceness, body: body))
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        pthread_attr_setstacksize(&attributes, 1 << 20)
        defer { pthread_attr_destroy(&attributes) }
        var thread = pthread_t()
        let status = pthread_create(
            &thread, &attributes,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Start>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, start.toOpaque())
        precondition(status == 0, "pthread_create: \(String(cString: strerror(status)))")
    }

    private final class Start: Sendable {
        let name: String
        let niceness: Int32
        let body: @Sendable () -> Void

        init(name: String, niceness: Int32, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.niceness = niceness
            self.body = body
        }

        func run() {
            pthread_setname_np(pthread_self(), String(name.utf8.prefix(15)) ?? "")
            // On Linux the nice value belongs to the thread: 0 names the calling one.
            if niceness > 0 { setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness) }
            body()
        }
    }
}
