import CCurl

/// One of libcurl's easy handles: for one transfer at a time, whose connections it keeps for the next.
public struct CurlHandle: ~Copyable {
    // libcurl must be told once, before any other call.
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK

    private let pointer: UnsafeMutableRawPointer

    /// Nil when libcurl is out of memory.
    public init?() {
        guard Self.isReady, let pointer = curl_easy_init() else { return nil }
        self.pointer = pointer
    }

    deinit {
        curl_easy_cleanup(pointer)
    }

    /// Runs `body`, which sets options and performs a transfer, and takes all options away again; blocks the thread.
    ///
    /// - Returns: What `body` returned, and libcurl's words for it where it is an error.
    public func transfer(_ body: (UnsafeMutableRawPointer) -> CURLcode) -> (status: CURLcode, problem: String) {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(CURL_ERROR_SIZE)) { errors in
            errors.initialize(repeating: 0)
            if let buffer = errors.baseAddress { ccurl_set_error_buffer(pointer, buffer) }
            let status = body(pointer)
            // The buffer is gone when the handle is.
            curl_easy_reset(pointer)
            let text = errors.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
            let problem = String(decoding: text, as: UTF8.self)
            return (status, problem.isEmpty ? String(cString: curl_easy_strerror(status)) : problem)
        }
    }
}
