import DocumentStore

extension Account {
    /// What of the stored document does not follow from the rest of it, as every write of ours makes it.
    func disagreements(with document: BSONDocument) -> [StoreProblem] {
        var problems: [StoreProblem] = []
        let emails = ([email].compactMap(\.self) + emailUndos.map(\.email)).map {
            Identifier($0, kind: .email, namespace: namespace).description
        }
        let name = Identifier(username, kind: .username, namespace: namespace).description
        if let current = emails.first, email != nil, !identifiers.contains(current) {
            problems.append(StoreProblem(document, "identifiers", "lacks the present e-mail address"))
        }
        if identifiers.contains(where: { !emails.contains($0) && $0 != name }) {
            problems.append(
                StoreProblem(document, "identifiers", "has what is neither the e-mail address nor the user name"))
        }
        let expected = bson
        for field in ["sort_email", "sort_name", "search", "outbox_due_at"] where document[field] != expected[field] {
            problems.append(StoreProblem(document, field, "does not follow from the account's other fields"))
        }
        return problems
    }
}
