/// What the administrators' listing sorts by and searches: folded like identifiers are, so that spelling does not matter.
enum SearchTerms {
    /// An e-mail or a name as the listing sorts it; accounts without one come first.
    static func sortKey(_ text: String?) -> String {
        text.map(Identifier.folded) ?? ""
    }

    /// The strings whose beginnings the search compares.
    static func of(_ account: Account) -> [String] {
        var terms: [String] = []
        for text in [account.email, account.username, account.profile.displayName] {
            guard let text else { continue }
            let term = Identifier.folded(text)
            if !term.isEmpty && !terms.contains(term) { terms.append(term) }
        }
        return terms
    }
}
