import HTTPTypes
import SocketServer

/// The proxies whose word on a client's address counts.
public struct TrustedProxies: Sendable {
    /// How many entries of `X-Forwarded-For` are looked at.
    static let maximumEntries = 32
    /// The longest entry that can be an address, in brackets and with a port, in bytes.
    private static let maximumEntryLength = 64

    /// None: `X-Forwarded-For` never counts.
    public static let none = TrustedProxies(blocks: [], trustsUnix: false)

    private let blocks: [AddressBlock]
    private let trustsUnix: Bool
    private let trustsAny: Bool

    /// Takes addresses, blocks such as `10.0.0.0/8`, and `unix` for those that come by a Unix socket.
    ///
    /// - Throws: `TrustedProxyError` for the first entry that is none of these.
    public init(_ entries: [String]) throws(TrustedProxyError) {
        var blocks: [AddressBlock] = []
        for entry in entries where entry != "unix" {
            guard let block = AddressBlock(entry) else { throw TrustedProxyError(entry: entry) }
            blocks.append(block)
        }
        self.init(blocks: blocks, trustsUnix: entries.contains("unix"))
    }

    private init(blocks: [AddressBlock], trustsUnix: Bool) {
        self.blocks = blocks
        self.trustsUnix = trustsUnix
        trustsAny = trustsUnix || !blocks.isEmpty
    }

    /// Where a request comes from: its peer, or what a trusted peer says of it.
    ///
    /// Each proxy appends the address that it saw to `X-Forwarded-For`. So the field is read from its end, over the trusted ones, to
    /// the first that is not, which is the client: what stands before it anybody may have written. An entry that is no address ends
    /// the walk, and the last good one counts.
    func clientAddress(of request: Request) -> PeerAddress {
        var address = request.remoteAddress
        guard trustsAny, trusts(address), let field = request.fields[.xForwardedFor] else { return address }
        var rest = field[...]
        for _ in 0..<Self.maximumEntries {
            let comma = rest.utf8.lastIndex(of: UInt8(ascii: ","))
            let entry = comma.map { rest[rest.utf8.index(after: $0)...] } ?? rest
            guard let next = Self.address(entry) else { return address }
            address = next
            guard let comma, trusts(address) else { return address }
            rest = rest[..<comma]
        }
        return address
    }

    private func trusts(_ address: PeerAddress) -> Bool {
        if address == .unix { return trustsUnix }
        return blocks.contains { $0.contains(address) }
    }

    /// Reads an entry: an address, which may be in brackets or have a port.
    private static func address(_ entry: Substring) -> PeerAddress? {
        guard entry.utf8.count <= maximumEntryLength else { return nil }
        var text = entry.drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        if text.first == "[" {
            guard let bracket = text.firstIndex(of: "]") else { return nil }
            let port = text[text.index(after: bracket)...]
            guard port.isEmpty || isPort(port) else { return nil }
            text = text[..<bracket].dropFirst()
            return text.contains(":") ? PeerAddress(String(text)) : nil
        }
        if let colon = text.firstIndex(of: ":"), text.lastIndex(of: ":") == colon {
            guard isPort(text[colon...]) else { return nil }
            text = text[..<colon]
        }
        return PeerAddress(String(text))
    }

    /// Whether this is `:` and 1 to 5 digits.
    private static func isPort(_ text: Substring) -> Bool {
        let digits = text.utf8.dropFirst()
        return text.first == ":" && (1...5).contains(digits.count) && digits.allSatisfy { (0x30...0x39).contains($0) }
    }
}
