import Foundation
import Mail

/// A folder into which a service under test mails.
final class Mailbox: Sendable {
    let mailer: Mailer
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "users-mail-\(UUID().uuidString)")
        mailer = Mailer(try MailURL("file:\(folder.path)"))
    }

    deinit {
        mailer.shutDown()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Takes the mails out, in no order.
    func takeAll() throws -> [ReceivedMail] {
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return try files.filter { $0.pathExtension == "eml" }.map { file in
            let mail = ReceivedMail(String(decoding: try Data(contentsOf: file), as: UTF8.self))
            try FileManager.default.removeItem(at: file)
            return mail
        }
    }
}
