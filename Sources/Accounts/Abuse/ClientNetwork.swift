import Glibc

/// What counts as one client: an IPv4 address, or the /64 of an IPv6 one, which is what one subscriber has.
public struct ClientNetwork: Hashable, Sendable, CustomStringConvertible {
    /// What has no IP address, such as the client of a Unix socket: all of it is one.
    public static let other = ClientNetwork(description: "other")

    /// The longest text that can be an address (RFC 4291 §2.2), in bytes.
    private static let maximumLength = 45

    /// `203.0.113.7`, `2001:db8:1:2::/64` or `other`.
    public let description: String

    /// The network of an address; an IPv4 address mapped into IPv6 is the IPv4 address.
    public init(of address: String) {
        self = Self.ipv4(address) ?? Self.ipv6(address) ?? .other
    }

    private init(description: String) {
        self.description = description
    }

    private static func ipv4(_ text: String) -> ClientNetwork? {
        parse(text, AF_INET, count: 4).map { ClientNetwork(description: dotted($0[...])) }
    }

    private static func ipv6(_ text: String) -> ClientNetwork? {
        guard let bytes = parse(text, AF_INET6, count: 16) else { return nil }
        if bytes.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]) {
            return ClientNetwork(description: dotted(bytes[12...]))
        }
        var prefix = Array(bytes[..<8]) + [UInt8](repeating: 0, count: 8)
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard inet_ntop(AF_INET6, &prefix, &text, socklen_t(text.count)) != nil else { return nil }
        return ClientNetwork(
            description: String(decoding: text.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self) + "/64")
    }

    private static func parse(_ text: String, _ family: Int32, count: Int) -> [UInt8]? {
        // A NUL would end the text for C alone.
        guard text.utf8.count <= maximumLength, !text.utf8.contains(0) else { return nil }
        var bytes = [UInt8](repeating: 0, count: count)
        return inet_pton(family, text, &bytes) == 1 ? bytes : nil
    }

    private static func dotted(_ bytes: ArraySlice<UInt8>) -> String {
        bytes.map(String.init).joined(separator: ".")
    }
}
