import HTTPTypes

/// The header fields of answers that clients make use of.
enum DocumentedHeader {
    /// The fields, as the document's components.
    static let components: [String: JSONValue] = [
        HTTPField.Name.acceptRanges.rawName: header(
            "The unit that `Range` takes.", .enumeration(["bytes"]), example: "bytes"),
        HTTPField.Name.contentRange.rawName: header(
            "Which part this is, and of how many bytes.", .string(), example: "bytes 0-1023/20480"),
        HTTPField.Name.eTag.rawName: header(
            "The version, for `If-Match` and `If-None-Match`.", .string(pattern: #"^"[^"]*"$"#), example: "\"1\""),
        HTTPField.Name.link.rawName: header(
            "The next page's address, with `rel=\"next\"`; missing on the last page.",
            .string(pattern: #"rel="next"$"#),
            example: "</api/v1/admin/users?cursor=…>; rel=\"next\""),
        HTTPField.Name.location.rawName: header(
            "The address of what was made.", .string(format: "uri-reference"), example: "/api/v1/users/me"),
        HTTPField.Name.retryAfter.rawName: header(
            "After how many seconds to try again.", .integer(1...Int.max), example: 1),
        HTTPField.Name.wwwAuthenticate.rawName: header(
            "The scheme, and what is wrong with the token that was sent (RFC 6750 §3).", .string(), example: "Bearer"),
        HTTPField.Name.xRequestID.rawName: header(
            "The request's id, in the log too: the client's own, or a new one.",
            .string(pattern: "^[A-Za-z0-9._-]{1,128}$"), example: "9f8e7d6c5b4a3210"),
        HTTPField.Name.xTotalCount.rawName: header(
            "How many the filters select, over all pages.", .integer(0...Int.max), example: 1),
    ]

    /// These fields, and that which every answer has.
    static func references(_ names: [HTTPField.Name]) -> JSONValue {
        let names = Set(names + [.xRequestID]).map(\.rawName)
        return .object(
            Dictionary(uniqueKeysWithValues: names.map { ($0, ["$ref": .string("#/components/headers/\($0)")]) }))
    }

    private static func header(_ description: String, _ schema: Schema, example: JSONValue) -> JSONValue {
        ["description": .string(description), "schema": schema.json, "example": example]
    }
}
