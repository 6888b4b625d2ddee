import Testing

@testable import Accounts

@Suite struct QueuedMailTests {
    @Test(arguments: [
        (
            "550 Spam: https://accounts.example.com/password/reset/65f0c0ffee65f0c0ffee65f0/sxyz-AbC_d-9 is listed",
            "550 Spam: [link] is listed"
        ),
        ("450 <HTTP://A.EXAMPLE/x>, http://b.example", "450 <[link] [link]"),
        ("450 4.2.0 Try later: see 12://", "450 4.2.0 Try later: see 12://"),
    ])
    func `A reason quotes no link`(reply: String, kept: String) {
        var mail = QueuedMail(.resetPassword, to: "jane@example.com")
        mail.fail(reply)
        #expect(mail.reason == kept)
    }

    @Test func `A reason is cut after its links are gone`() throws {
        var mail = QueuedMail(.resetPassword, to: "jane@example.com")
        mail.fail(String(repeating: "x", count: 290) + " https://accounts.example.com/secret")
        #expect(mail.reason == String(repeating: "x", count: 290) + " [link]")
        mail.fail(String(repeating: "x", count: 500))
        #expect(mail.reason?.count == 300)
    }
}
