extension String {
    /// The UTF-8 as a key for HMAC, never empty: swift-crypto traps on an empty one, and HMAC pads keys with zeros, so
    /// that one zero byte is the same key (RFC 2104 §2).
    var keyBytes: [UInt8] {
        isEmpty ? [0] : Array(utf8)
    }
}
