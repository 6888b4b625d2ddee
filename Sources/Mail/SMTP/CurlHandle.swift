import CCurl

/// One of libcurl's easy handles, for one transfer.
struct CurlHandle: ~Copyable {
    // libcurl must be told once, before any other call.
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK

    let pointer: UnsafeMutableRawPointer

    /// Nil when libcurl is out of memory.
    init?() {
        guard Self.isReady, let pointer = curl_easy_init() else { return nil }
        self.pointer = pointer
    }

    deinit {
        curl_easy_cleanup(pointer)
    }
}
