import Testing

@testable import Accounts

@Suite struct ClientNetworkTests {
    @Test(arguments: [
        ("203.0.113.7", "203.0.113.7"), ("0.0.0.0", "0.0.0.0"), ("::ffff:203.0.113.7", "203.0.113.7"),
        ("::FFFF:cb00:7107", "203.0.113.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:DB8:1:2:ffff::1", "2001:db8:1:2::/64"), ("2001:db8:1:3::1", "2001:db8:1:3::/64"), ("::1", "::/64"),
        ("fe80::1", "fe80::/64"),
    ])
    func `An IPv4 address stands for itself, an IPv6 one for its subscriber's 64 bits`(
        address: String, network: String
    ) {
        #expect(ClientNetwork(of: address).description == network)
    }

    @Test(arguments: [
        "", "unix", "localhost", "203.0.113", "203.0.113.7:80", "203.0.113.7\0", " 203.0.113.7", "203.0.113.07",
        "fe80::1%eth0", "[::1]", "2001:db8:1:2::/64", String(repeating: "1", count: 1_000_000),
    ])
    func `What is no address is one client`(text: String) {
        #expect(ClientNetwork(of: text) == .other)
    }
}
