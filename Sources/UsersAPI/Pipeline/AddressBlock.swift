import SocketServer

/// A block of addresses, `10.0.0.0/8` for one, or a single address (RFC 4632 §3.1, RFC 4291 §2.3).
struct AddressBlock: Hashable, Sendable {
    private let bytes: [UInt8]
    private let prefixLength: Int

    /// Reads a block; nil for anything else. Bits beyond the prefix don't count.
    init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let address = PeerAddress(String(first)), let bytes = address.bytes else {
            return nil
        }
        // An IPv4 address that was mapped into IPv6 comes as IPv4: its prefix is counted from there (RFC 4291 §2.5.5.2).
        let offset = bytes.count == 4 && first.contains(":") ? 96 : 0
        var length = bytes.count * 8
        if parts.count == 2 {
            let digits = parts[1]
            guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let written = Int(digits),
                (0...length).contains(written - offset)
            else { return nil }
            length = written - offset
        }
        self.bytes = bytes
        prefixLength = length
    }

    /// Whether the address is in the block; one of the other family never is.
    func contains(_ address: PeerAddress) -> Bool {
        guard let other = address.bytes, other.count == bytes.count else { return false }
        let (whole, rest) = prefixLength.quotientAndRemainder(dividingBy: 8)
        guard bytes[..<whole] == other[..<whole] else { return false }
        return rest == 0 || (bytes[whole] ^ other[whole]) >> (8 - rest) == 0
    }
}

extension PeerAddress {
    fileprivate var bytes: [UInt8]? {
        switch self {
        case .ipv4(let bytes), .ipv6(let bytes): bytes
        case .unix: nil
        }
    }
}
