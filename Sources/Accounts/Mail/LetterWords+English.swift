extension LetterWords {
    /// The letter in English.
    static func english(_ kind: MailKind, _ content: LetterContent) -> LetterWords {
        let (subject, opening, button, closing) = englishParts(kind, content)
        return LetterWords(
            subject: subject, greeting: content.name.isEmpty ? "Hello," : "Hello \(content.name),", opening: opening,
            button: button, lead: "\(button):", addressNote: "If the button does not work, open this address:",
            closing: [content.lifetime.map { "The link is good for \(LetterLifetime($0).english)." }] + closing)
    }

    private static func englishParts(
        _ kind: MailKind, _ content: LetterContent
    ) -> (subject: String, opening: [String?], button: String, closing: [String?]) {
        let service = content.service
        let device = content.device.map { "Device: \($0)" }
        let username = content.username.map { "Your user name: \($0)" }
        switch kind {
        case .verifyEmail:
            return (
                "Confirm your e-mail address",
                ["Please confirm that this is your e-mail address for \(service)."],
                "Confirm my address",
                ["If you did not sign up or change your address there, ignore this mail: nothing will happen."]
            )
        case .activation:
            return (
                "Activate your account",
                ["Your account on \(service) is almost ready. Please activate it."],
                "Activate my account",
                ["If you did not sign up there, ignore this mail: nobody can use the account without the link."]
            )
        case .usernameResetConfirm:
            return (
                "Choose a new user name",
                ["Someone, most likely you, asked for a new user name for your account on \(service).", username],
                "Choose a new user name",
                ["If it was not you, ignore this mail: your user name stays as it is."]
            )
        case .resetPassword, .passwordResetConfirm:
            return (
                "Choose a new password",
                ["Someone, most likely you, asked for a new password for your account on \(service).", username],
                "Choose a new password",
                ["If it was not you, ignore this mail: your password stays as it is."]
            )
        case .invitation:
            return (
                "You are invited to \(service)",
                ["An account on \(service) was made for you. Choose a password, and it is yours."],
                "Accept the invitation",
                ["If you did not expect this, ignore this mail: nobody can use the account without the link."]
            )
        case .emailChanged:
            return (
                "Your e-mail address was changed",
                [
                    content.newEmail.map { "The e-mail address of your account on \(service) is now \($0)." }
                        ?? "The e-mail address of your account on \(service) was changed.",
                    "If it was you, there is nothing to do."
                        + (content.link == nil ? "" : " If it was not, take the change back."),
                ],
                "Undo the change",
                ["If it was not you, choose a new password as well: someone may know the old one."]
            )
        case .passwordChanged:
            return (
                "Your password was changed",
                [
                    "The password of your account on \(service) was changed.", device,
                    "If it was you, there is nothing to do.",
                ],
                "Choose a new password",
                ["If it was not you, choose a new password at once."]
            )
        case .sessionReuse:
            return (
                "A session was ended for your safety",
                [
                    "A session of your account on \(service) was ended, because its refresh token was used twice:"
                        + " someone may have copied it.",
                    device, "Log in again to go on. Your other sessions are not affected.",
                ],
                "Choose a new password",
                ["If you do not recognise the session, or this happens again, choose a new password."]
            )
        }
    }
}
