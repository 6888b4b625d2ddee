import CLinux
import Glibc

/// The address of a client, without its port.
public enum PeerAddress: Sendable, Hashable, CustomStringConvertible {
    /// Four bytes.
    case ipv4([UInt8])
    /// Sixteen bytes; an IPv4 address mapped into IPv6 is `.ipv4`.
    case ipv6([UInt8])
    /// A client of a Unix socket.
    case unix

    /// Reads an IPv4 or IPv6 address, such as one of `X-Forwarded-For`; nil for anything else.
    public init?(_ text: String) {
        var four = [UInt8](repeating: 0, count: 4)
        var sixteen = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &four) == 1 {
            self = .ipv4(four)
        } else if inet_pton(AF_INET6, text, &sixteen) == 1 {
            self = Self.unmapped(sixteen)
        } else {
            return nil
        }
    }

    init(_ storage: sockaddr_storage) {
        var storage = storage
        switch Int32(storage.ss_family) {
        case AF_INET:
            self = withUnsafeBytes(of: &storage) { bytes in
                .ipv4(withUnsafeBytes(of: bytes.load(as: sockaddr_in.self).sin_addr) { Array($0) })
            }
        case AF_INET6:
            self = withUnsafeBytes(of: &storage) { bytes in
                Self.unmapped(withUnsafeBytes(of: bytes.load(as: sockaddr_in6.self).sin6_addr) { Array($0) })
            }
        default: self = .unix
        }
    }

    /// The address in its usual form, `unix` for a Unix socket.
    public var description: String {
        switch self {
        case .ipv4(let bytes): Self.text(AF_INET, bytes)
        case .ipv6(let bytes): Self.text(AF_INET6, bytes)
        case .unix: "unix"
        }
    }

    /// `::ffff:a.b.c.d` is what a socket for both families gives as the address of an IPv4 client.
    private static func unmapped(_ bytes: [UInt8]) -> PeerAddress {
        let isMapped = bytes[0..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
        return isMapped ? .ipv4(Array(bytes[12...])) : .ipv6(bytes)
    }

    private static func text(_ family: Int32, _ bytes: [UInt8]) -> String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard inet_ntop(family, bytes, &text, socklen_t(text.count)) != nil else { return "" }
        return text.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    }
}
