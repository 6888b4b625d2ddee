import Testing

@testable import Accounts

@Suite struct Base64URLTests {
    @Test(arguments: [
        ([], ""), ([0xFF], "_w"), ([0xFB, 0xEF], "--8"), ([0, 0, 0], "AAAA"), ([3, 236, 255, 224, 193], "A-z_4ME"),
    ])
    func `Bytes have one form, and that form gives them back`(bytes: [UInt8], text: String) {
        #expect(Base64URL.encode(bytes) == text && Base64URL.decode(text.utf8) == bytes)
    }

    @Test(arguments: ["A", "_w==", "_x", "+/8", "-- 8", "AAA\n", "é", "AA=A", "AAAA=", "=", "\u{0}AAA"])
    func `Every other form is refused`(text: String) {
        #expect(Base64URL.decode(text.utf8) == nil)
    }
}
