import DocumentStore
import Foundation
import Mail

/// Makes a message of a queued mail, its link made of the account as it is now.
struct MailWriter: Sendable {
    /// The longest name that a stranger is greeted by, in code points.
    private static let maximumPlainLength = 40

    let settings: MailSettings
    let tokens: MailTokens

    /// The message; nil when the account has changed so that it would be pointless, or wrong.
    func message(_ mail: QueuedMail, id: ObjectID, for account: Account, at now: Instant) -> MailMessage? {
        let name = account.profile.displayName ?? account.username
        var content = LetterContent(
            name: shown(name, to: mail.recipient, of: account) ?? "", service: settings.serviceName)
        content.device = mail.device
        let uid = AccountUID(account.id).description
        switch mail.kind {
        case .verifyEmail:
            guard account.emailVerifiedAt == nil, account.email == mail.recipient else { return nil }
            link(.verifyEmail, to: "email/verify", of: account, in: &content, at: now)
        case .activation:
            guard account.awaitsActivation, account.email == mail.recipient else { return nil }
            link(.activation, to: "activate", uid: uid, of: account, in: &content, at: now)
        case .resetPassword:
            guard account.resetAddress == mail.recipient else { return nil }
            link(.resetPassword, to: "password/reset", of: account, in: &content, at: now)
        case .passwordResetConfirm:
            guard account.resetAddress == mail.recipient else { return nil }
            content.username = shown(account.username, to: mail.recipient, of: account)
            link(.resetPassword, to: "password/reset/confirm", uid: uid, of: account, in: &content, at: now)
        case .usernameResetConfirm:
            guard account.resetAddress == mail.recipient else { return nil }
            content.username = shown(account.username, to: mail.recipient, of: account)
            link(.resetUsername, to: "username/reset/confirm", uid: uid, of: account, in: &content, at: now)
        case .invitation:
            guard account.hashedPassword == nil, account.resetAddress == mail.recipient else { return nil }
            link(.invitation, to: "password/reset", of: account, in: &content, at: now)
        case .emailChanged:
            guard let undo = account.emailUndos.first(where: { $0.id == mail.undoID }) else { return nil }
            content.newEmail = account.email
            link(.undoEmail, to: "email/undo", of: account, undo: undo, in: &content, at: now)
        case .passwordChanged, .sessionReuse: break
        }
        let letter = Letter(mail.kind, locale: account.profile.locale, content)
        return MailMessage(
            id: id.description, date: now.milliseconds, from: settings.sender, to: mail.recipient,
            subject: letter.subject, text: letter.text, html: letter.html, language: letter.language)
    }

    private func link(
        _ purpose: MailTokens.Purpose, to path: String, uid: String? = nil, of account: Account,
        undo: EmailUndo? = nil, in content: inout LetterContent, at now: Instant
    ) {
        let token = tokens.token(for: purpose, of: account, undo: undo, at: now)
        content.link = "\(settings.publicURL)/\(path)/\(uid ?? account.id.description)/\(token)"
        content.lifetime = purpose.lifetime
    }

    /// A name as a mail shows it. Anybody can write to anybody by registering their address, so where nobody has verified it, a name that
    /// could carry a message is left out.
    private func shown(_ name: String, to recipient: String, of account: Account) -> String? {
        let verified =
            [account.emailVerifiedAt == nil ? account.verifiedEmail : account.email]
            + account.emailUndos.map(\.email)
        return verified.contains(recipient) || Self.isPlain(name) ? name : nil
    }

    private static func isPlain(_ name: String) -> Bool {
        name.unicodeScalars.count <= maximumPlainLength
            && name.unicodeScalars.allSatisfy { scalar in
                switch scalar.properties.generalCategory {
                case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
                    .nonspacingMark, .spacingMark:
                    true
                default: [" ", "-", "'", "\u{2019}"].contains(scalar)
                }
            }
    }
}
