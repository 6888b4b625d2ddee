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

    init<Message>(
        _ summary: String, _ access: Access, reads reading: Reading<Message>, answer: Schema?,
        answerTypes: [String] = ["application/json"], status: HTTPResponse.Status?, headers: [HTTPField.Name],
        errors: [ProblemCode]
    ) {
        self.summary = summary
        query = reading.query.map(\.property)
        body = reading.body
        examples = reading.examples
        encodings = reading.encodings
        self.answer = answer
        self.answerTypes = answerTypes
        self.status = status ?? (answer == nil ? .noContent : .ok)
        self.headers = headers
        var possible = Set(errors + access.errors + reading.errors + [.validationFailed, .unavailable, .internalError])
        if body != nil {
            possible.formUnion([.unsupportedMediaType, .bodyTooLarge, .requestTimeout])
            if encodings.contains(.json) { possible.insert(.malformedJSON) }
            if encodings.contains(.multipart) { possible.insert(.malformedForm) }
            if !encodings.contains(.absent) { possible.insert(.bodyRequired) }
        }
        self.errors = ProblemCode.allCases.filter(possible.contains)
    }
}
