/// A letter as an HTML document that loads nothing from elsewhere.
struct LetterDocument {
    let words: LetterWords
    let content: LetterContent
    let language: LetterLanguage

    var html: String {
        """
        <!DOCTYPE html>
        <html lang="\(language.rawValue)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="supported-color-schemes" content="light dark">
        <title>\(Self.escape(words.subject))</title>
        <style>
        :root { color-scheme: light dark; }
        body { margin: 0 auto; padding: 24px; max-width: 560px; font: 16px/1.5 system-ui, sans-serif; }
        footer { color: #595959; }
        @media (prefers-color-scheme: dark) { footer { color: #b3b3b3; } }
        </style>
        </head>
        <body>
        <main>
        <p>\(Self.escape(words.greeting))</p>
        \(paragraphs(words.opening))\(link)\(paragraphs(words.closing))</main>
        <footer><p>\(Self.escape(content.service))</p></footer>
        </body>
        </html>

        """
    }

    private func paragraphs(_ texts: [String]) -> String {
        texts.map { "<p>\(Self.escape($0))</p>\n" }.joined()
    }

    /// The link as a button and as an address to copy. The colours stand with the element, as some programs drop styles.
    private var link: String {
        guard let link = content.link.map(Self.escape) else { return "" }
        let style =
            "display: inline-block; padding: 12px 20px; border-radius: 6px; background: #1a56db; color: #ffffff;"
            + " font-weight: bold; text-decoration: none"
        return """
            <p><a href="\(link)" style="\(style)">\(Self.escape(words.button))</a></p>
            <p>\(Self.escape(words.addressNote))<br><a href="\(link)" style="word-break: break-all">\(link)</a></p>

            """
    }

    private static func escape(_ text: String) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}
