import HTTPTypes

/// What the document says of a route.
struct Operation: Sendable {
    let summary: String
    let query: [Schema.Property]
    let body: Schema?
    let answer: Schema?
    let status: HTTPResponse.Status
    /// Header fields of a success that clients make use of.
    let headers: [HTTPField.Name]
    /// All that can go wrong, in the list's order.
    let errors: [ProblemCode]

    init(
        summary: String, query: [any FieldDeclaration] = [], body: [any FieldDeclaration]? = nil, answer: Schema?,
        status: HTTPResponse.Status = .ok, headers: [HTTPField.Name], errors: [ProblemCode], access: Access
    ) {
        self.summary = summary
        self.query = query.map(\.property)
        self.body = body.map { .object($0.map(\.property)) }
        self.answer = answer
        self.status = status
        self.headers = headers
        var possible = Set(errors + [.unavailable, .internalError])
        switch access {
        case .anonymous: break
        case .authenticated: possible.formUnion([.tokenMissing, .tokenInvalid, .tokenExpired])
        case .admin: possible.formUnion([.tokenMissing, .tokenInvalid, .tokenExpired, .forbidden])
        }
        if body != nil {
            possible.formUnion([
                .malformedJSON, .bodyRequired, .unsupportedMediaType, .bodyTooLarge, .requestTimeout,
                .validationFailed,
            ])
        }
        if !query.isEmpty { possible.insert(.validationFailed) }
        self.errors = ProblemCode.allCases.filter(possible.contains)
    }
}
