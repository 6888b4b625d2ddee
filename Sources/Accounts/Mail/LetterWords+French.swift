extension LetterWords {
    /// The letter in French.
    static func french(_ kind: MailKind, _ content: LetterContent) -> LetterWords {
        let (subject, opening, button, closing) = frenchParts(kind, content)
        return LetterWords(
            subject: subject, greeting: content.name.isEmpty ? "Bonjour," : "Bonjour \(content.name),",
            opening: opening, button: button, lead: "\(button)\u{A0}:",
            addressNote: "Si le bouton ne fonctionne pas, ouvrez cette adresse\u{A0}:",
            closing: [content.lifetime.map { "Ce lien est valable \(LetterLifetime($0).french)." }] + closing)
    }

    private static func frenchParts(
        _ kind: MailKind, _ content: LetterContent
    ) -> (subject: String, opening: [String?], button: String, closing: [String?]) {
        let service = content.service
        let device = content.device.map { "Appareil\u{A0}: \($0)" }
        let username = content.username.map { "Votre nom d’utilisateur\u{A0}: \($0)" }
        switch kind {
        case .verifyEmail:
            return (
                "Confirmez votre adresse e-mail",
                ["Merci de confirmer que cette adresse e-mail est bien la vôtre pour \(service)."],
                "Confirmer mon adresse",
                [
                    "Si cette demande ne vient pas de vous, ignorez ce message\u{A0}: il ne se passera rien."
                ]
            )
        case .activation:
            return (
                "Activez votre compte",
                ["Votre compte sur \(service) est presque prêt. Merci de l’activer."],
                "Activer mon compte",
                [
                    "Si vous ne vous êtes pas inscrit, ignorez ce message\u{A0}: personne ne peut utiliser le compte sans"
                        + " ce lien."
                ]
            )
        case .usernameResetConfirm:
            return (
                "Choisissez un nouveau nom d’utilisateur",
                [
                    "Quelqu’un, sans doute vous, a demandé un nouveau nom d’utilisateur pour votre compte sur"
                        + " \(service).",
                    username,
                ],
                "Choisir un nouveau nom d’utilisateur",
                ["Si ce n’était pas vous, ignorez ce message\u{A0}: votre nom d’utilisateur ne change pas."]
            )
        case .resetPassword, .passwordResetConfirm:
            return (
                "Choisissez un nouveau mot de passe",
                [
                    "Quelqu’un, sans doute vous, a demandé un nouveau mot de passe pour votre compte sur \(service).",
                    username,
                ],
                "Choisir un nouveau mot de passe",
                ["Si ce n’était pas vous, ignorez ce message\u{A0}: votre mot de passe ne change pas."]
            )
        case .invitation:
            return (
                "Votre invitation sur \(service)",
                ["Un compte a été créé pour vous sur \(service). Choisissez un mot de passe, et il est à vous."],
                "Accepter l’invitation",
                [
                    "Si vous ne vous y attendiez pas, ignorez ce message\u{A0}: personne ne peut utiliser le compte"
                        + " sans ce lien."
                ]
            )
        case .emailChanged:
            return (
                "Votre adresse e-mail a été modifiée",
                [
                    content.newEmail.map { "L’adresse e-mail de votre compte sur \(service) est désormais \($0)." }
                        ?? "L’adresse e-mail de votre compte sur \(service) a été modifiée.",
                    "Si c’était vous, vous n’avez rien à faire."
                        + (content.link == nil ? "" : " Sinon, annulez ce changement."),
                ],
                "Annuler le changement",
                [
                    "Si ce n’était pas vous, choisissez aussi un nouveau mot de passe\u{A0}:"
                        + " quelqu’un connaît peut-être l’ancien."
                ]
            )
        case .passwordChanged:
            return (
                "Votre mot de passe a été modifié",
                [
                    "Le mot de passe de votre compte sur \(service) a été modifié.", device,
                    "Si c’était vous, vous n’avez rien à faire.",
                ],
                "Choisir un nouveau mot de passe",
                ["Si ce n’était pas vous, choisissez tout de suite un nouveau mot de passe."]
            )
        case .sessionReuse:
            return (
                "Une session a été fermée par sécurité",
                [
                    "Une session de votre compte sur \(service) a été fermée, car son jeton de renouvellement a servi"
                        + " deux fois\u{A0}: quelqu’un l’a peut-être copié.",
                    device, "Reconnectez-vous pour continuer. Vos autres sessions ne sont pas touchées.",
                ],
                "Choisir un nouveau mot de passe",
                [
                    "Si vous ne reconnaissez pas cette session, ou si cela se reproduit, choisissez un nouveau mot de"
                        + " passe."
                ]
            )
        }
    }
}
