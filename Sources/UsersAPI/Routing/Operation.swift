import HTTPTypes

/// What the document says of a route.
struct Operation: Sendable {
    let summary: String
    let query: [Schema.Property]
    let body: Schema?
    /// Bodies of real use, by what they are for.
    let examples: [String: JSONValue]
    /// How clients may write the body, and whether they may leave it out.
    let encodings: BodyEncodings
    let answer: Schema?
    /// The media types that a success's content may have.
    let answerTypes: [String]
    let status: HTTPResponse.Status
    /// Header fields of a success that clients make use of.
    let headers: [HTTPField.Name]
    /// All that can go wrong, in the list's order.
    let errors: [ProblemCode]

    private static let authenticationErrors: [ProblemCode] = [.tokenMissing, .tokenInvalid, .tokenExpired, .forbidden]

    init(
        summary: String, query: [any FieldDeclaration] = [], body: Schema? = nil,
        examples: [String: JSONValue] = [:], encodings: BodyEncodings = .json, answer: Schema?,
        answerTypes: [String] = ["application/json"],
        status: HTTPResponse.Status = .ok, headers: [HTTPField.Name], errors: [ProblemCode], access: Access
    ) {
        self.summary = summary
        self.query = query.map(\.property)
        self.body = body
        self.examples = examples
        self.encodings = encodings
        self.answer = answer
        self.answerTypes = answerTypes
        self.status = status
        self.headers = headers
        var possible = Set(errors + [.validationFailed, .unavailable, .internalError])
        switch access {
        case .anonymous, .anyone: break
        case .anyoneAuthentic: possible.formUnion([.tokenInvalid, .tokenExpired])
        case .authenticated, .admin: possible.formUnion(Self.authenticationErrors)
        case .actor, .inactiveActor:
            possible.formUnion(Self.authenticationErrors + [.actorMissing, .actorMalformed, .actorMismatch])
        }
        if body != nil {
            possible.formUnion([.unsupportedMediaType, .bodyTooLarge, .requestTimeout])
            if encodings.contains(.json) { possible.insert(.malformedJSON) }
            if encodings.contains(.multipart) { possible.insert(.malformedForm) }
            if !encodings.contains(.absent) { possible.insert(.bodyRequired) }
        }
        self.errors = ProblemCode.allCases.filter(possible.contains)
    }
}
