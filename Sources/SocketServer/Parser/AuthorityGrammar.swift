/// `host [":" port]` (RFC 9112 §3.2, RFC 3986 §3.2), as in `Host` and in the absolute form of a target.
enum AuthorityGrammar {
    /// Whether the bytes are a host with an optional port; an empty host and user information are not valid.
    static func isValid(_ bytes: Span<UInt8>) -> Bool {
        guard !bytes.isEmpty else { return false }
        var position = 0
        if bytes[0] == 0x5B {
            position = 1
            while position < bytes.count, isAddressLiteral(bytes[position]) { position += 1 }
            guard position > 1, position < bytes.count, bytes[position] == 0x5D else { return false }
            position += 1
        } else {
            while position < bytes.count, ByteClass.isHost(bytes[position]) { position += 1 }
            guard position > 0 else { return false }
        }
        guard position < bytes.count else { return true }
        guard bytes[position] == ByteClass.colon else { return false }
        return isPort(bytes.extracting(position + 1..<bytes.count))
    }

    /// IPv6 and IPvFuture literals, between their brackets.
    private static func isAddressLiteral(_ byte: UInt8) -> Bool {
        byte == ByteClass.colon || ByteClass.isHost(byte)
    }

    /// RFC 3986 §3.2.3 allows an empty port.
    private static func isPort(_ bytes: Span<UInt8>) -> Bool {
        var port = 0
        for index in bytes.indices {
            guard ByteClass.isDigit(bytes[index]) else { return false }
            port = port * 10 + Int(bytes[index] &- 0x30)
            guard port <= 65535 else { return false }
        }
        return true
    }
}
