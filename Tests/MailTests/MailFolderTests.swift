import Foundation
import Mail
import Testing

@Suite struct MailFolderTests {
    private let folder: Folder
    private let mails: URL
    private let mailer: Mailer

    init() throws {
        folder = try Folder()
        mails = folder.url.appending(path: "new/mail")
        mailer = Mailer(.file(folder: mails.path))
    }

    private func permissions(_ url: URL) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: url.path)[.posixPermissions] as? Int
    }

    @Test func `a mail becomes a file that only its owner reads, in a folder of the same kind`() async throws {
        defer { mailer.shutDown() }
        try await mailer.send(.example(subject: "Zoé"))
        let file = mails.appending(path: "mail-1.eml")
        #expect(try FileManager.default.contentsOfDirectory(atPath: mails.path) == ["mail-1.eml"])
        #expect(try permissions(file) == 0o600)
        #expect(try permissions(mails) == 0o700)
        #expect(try ParsedMessage(file: file)["Subject"] == ["Zoé"])
    }

    @Test func `the same mail again takes the first one's place`() async throws {
        defer { mailer.shutDown() }
        try await mailer.send(.example(text: "one"))
        try await mailer.send(.example(text: "two"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: mails.path) == ["mail-1.eml"])
        #expect(try ParsedMessage(file: mails.appending(path: "mail-1.eml")).parts["text/plain"] == "two")
    }

    @Test func `the message is written in a form that is known to the byte`() async throws {
        defer { mailer.shutDown() }
        try await mailer.send(.example(subject: "Réinitialiser", text: "Fünf\n", html: "<p>a=b</p>"))
        #expect(
            try String(contentsOf: mails.appending(path: "mail-1.eml"), encoding: .utf8)
                == """
                Date: Fri, 21 Nov 2025 06:11:23 +0000
                From: "Accounts"
                 <noreply@example.com>
                To: jane@example.org
                Subject: =?utf-8?Q?R=C3=A9initialiser?=
                Message-ID: <mail-1@example.com>
                MIME-Version: 1.0
                Auto-Submitted: auto-generated
                Content-Language: en
                Content-Type: multipart/alternative;
                 boundary="=_alternative"

                --=_alternative
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                =46=C3=BCnf

                --=_alternative
                Content-Type: text/html; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                <p>a=3Db</p>
                --=_alternative--

                """.replacing("\n", with: "\r\n"))
    }

    @Test func `a folder that can't be made is a temporary failure that names it`() async throws {
        let file = folder.url.appending(path: "file")
        try Data().write(to: file)
        let mailer = Mailer(.file(folder: file.path))
        defer { mailer.shutDown() }
        let error = try await failure(of: mailer)
        #expect(error.isTemporary)
        #expect(error.reason?.contains(file.path) == true)
    }

    @Test(arguments: ["", "../x", "a/b", ".x", "x.", "a..b", "a b", "a\r\nb", "é", String(repeating: "a", count: 129)])
    func `an id that can't name a file is refused for good`(id: String) async throws {
        defer { mailer.shutDown() }
        #expect(try await failure(of: mailer, .example(id: id)).isPermanent)
        #expect(!FileManager.default.fileExists(atPath: mails.path))
    }

    @Test func `nothing is sent after the end`() async throws {
        mailer.shutDown()
        #expect(try await failure(of: mailer).isTemporary)
    }
}
