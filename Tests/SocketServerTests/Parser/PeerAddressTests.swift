import SocketServer
import Testing

@Suite("PeerAddress")
struct PeerAddressTests {
    @Test(
        "Reads addresses and prints them in their usual form",
        arguments: [
            ("127.0.0.1", "127.0.0.1"), ("::1", "::1"), ("2001:DB8:0::1", "2001:db8::1"), ("::ffff:1.2.3.4", "1.2.3.4"),
        ])
    func text(written: String, printed: String) {
        #expect(PeerAddress(written)?.description == printed)
    }

    @Test("Refuses what is no address", arguments: ["", "localhost", "1.2.3", "1.2.3.4:5", "::1%lo", "unix"])
    func refusals(text: String) {
        #expect(PeerAddress(text) == nil)
    }
}
