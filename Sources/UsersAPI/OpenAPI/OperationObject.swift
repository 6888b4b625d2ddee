import HTTPTypes

/// One route as the document describes it (OpenAPI 3.1 §4.8.10).
struct OperationObject {
    let route: Route
    let dialect: Dialect

    private var operation: Operation { route.operation }

    var json: JSONValue {
        var members: [String: JSONValue] = [
            "operationId": .string(id), "summary": .string(operation.summary), "tags": [.string(dialect.name)],
            "responses": .object(responses),
        ]
        let parameters = route.parameterNames.map(Self.pathParameter) + operation.query.map(Self.queryParameter)
        let all = parameters + actor + preconditions
        if !all.isEmpty { members["parameters"] = .array(all) }
        if let body = operation.body { members["requestBody"] = requestBody(body) }
        switch route.access {
        case .anonymous: break
        case .anyone, .anyoneAuthentic: members["security"] = [[:], ["bearer": []]]
        case .authenticated, .actor, .inactiveActor, .admin: members["security"] = [["bearer": []]]
        }
        return .object(members)
    }

    /// Such as `patch_api_v1_admin_users_id`.
    private var id: String {
        let words = route.path.split { !$0.isLetter && !$0.isNumber }
        return ([route.method.rawValue.lowercased()] + words.map(String.init)).joined(separator: "_")
    }

    private func requestBody(_ body: Schema) -> JSONValue {
        var content: [String: JSONValue] = ["schema": body.json]
        if !operation.examples.isEmpty {
            content["examples"] = .object(operation.examples.mapValues { ["value": $0] })
        }
        return [
            "required": .boolean(!operation.encodings.contains(.absent)),
            "content": .object(
                Dictionary(uniqueKeysWithValues: operation.encodings.mediaTypes.map { ($0, .object(content)) })),
        ]
    }

    private static func pathParameter(_ name: String) -> JSONValue {
        let schema = name == "id" ? Schema.objectID : .string(minLength: 1)
        return ["name": .string(name), "in": "path", "required": true, "schema": schema.json]
    }

    private static func queryParameter(_ property: Schema.Property) -> JSONValue {
        var members: [String: JSONValue] = [
            "name": .string(property.name), "in": "query", "required": .boolean(property.isRequired),
            "schema": property.schema.json,
        ]
        if let description = property.description { members["description"] = .string(description) }
        return .object(members)
    }

    /// The header field by which a user's token is told whose it is.
    private var actor: [JSONValue] {
        switch route.access {
        case .anonymous, .anyone, .anyoneAuthentic, .authenticated, .admin: return []
        case .actor, .inactiveActor:
            let description = "The id of the token's user, here or in `x-user-id`; a service token needs none."
            return [
                [
                    "name": .string(HTTPField.Name.xCustomerID.rawName), "in": "header", "required": false,
                    "description": .string(description), "schema": Schema.objectID.json,
                ]
            ]
        }
    }

    /// The header fields by which a client names the version that it has, or the part that it wants (RFC 9110 §13, §14).
    private var preconditions: [JSONValue] {
        var fields: [JSONValue] = []
        // A dialect that names the version in the body has another status for a stale one.
        let isHeader = dialect.errors.status(of: .versionMismatch) == .preconditionFailed
        if isHeader && operation.errors.contains(.versionMismatch) {
            fields.append(
                Self.header(
                    .ifMatch, "The `ETag` that the resource must still have; 412 when it has another.", example: "\"1\""
                ))
        }
        if canBeFresh {
            fields.append(
                Self.header(
                    .ifNoneMatch, "The `ETag` of what the client has; 304 when that is still right.", example: "\"1\""))
        }
        if hasRanges {
            let description = "The part that is wanted (RFC 9110 §14.2)."
            fields.append(Self.header(.range, description, example: "bytes=0-1023"))
        }
        return fields
    }

    private static func header(_ name: HTTPField.Name, _ description: String, example: String) -> JSONValue {
        [
            "name": .string(name.rawName), "in": "header", "required": false, "description": .string(description),
            "schema": ["type": "string", "examples": [.string(example)]],
        ]
    }

    /// Whether a client may be told that it has the answer already.
    private var canBeFresh: Bool { route.method == .get && operation.headers.contains(.eTag) }

    /// Whether a client may ask for a part of the answer.
    private var hasRanges: Bool { operation.headers.contains(.acceptRanges) }

    private var responses: [String: JSONValue] {
        var responses = [
            String(operation.status.code): success(operation.status.reasonPhrase, headers: operation.headers)
        ]
        if hasRanges {
            responses["206"] = success(
                "The range that was asked for.", headers: operation.headers + [.contentRange])
        }
        if canBeFresh {
            responses["304"] = [
                "description": "The client has it as it is.", "headers": DocumentedHeader.references([.eTag]),
            ]
        }
        for (status, codes) in Dictionary(grouping: operation.errors, by: { dialect.errors.status(of: $0).code }) {
            // A dialect may tell of failures within a success.
            responses[String(status)] =
                status == operation.status.code
                ? success(operation.status.reasonPhrase, headers: operation.headers, or: schemas(of: codes))
                : failure(status, codes)
        }
        return responses
    }

    private func success(
        _ description: String, headers: [HTTPField.Name], or failures: [JSONValue] = []
    ) -> JSONValue {
        var members: [String: JSONValue] = [
            "description": .string(description), "headers": DocumentedHeader.references(headers),
        ]
        if let answer = operation.answer {
            let schema: JSONValue = failures.isEmpty ? answer.json : ["anyOf": .array([answer.json] + failures)]
            members["content"] = .object(
                Dictionary(uniqueKeysWithValues: operation.answerTypes.map { ($0, ["schema": schema]) }))
        }
        return .object(members)
    }

    private func failure(_ status: Int, _ codes: [ProblemCode]) -> JSONValue {
        let names = codes.map { "`\($0.text)`: \($0.detail)" }.joined(separator: " ")
        let schemas = schemas(of: codes)
        return [
            "description": .string(names),
            "headers": DocumentedHeader.references(Self.headers(ofFailure: status)),
            "content": [
                dialect.errors.contentType: ["schema": schemas.count == 1 ? schemas[0] : ["anyOf": .array(schemas)]]
            ],
        ]
    }

    private func schemas(of codes: [ProblemCode]) -> [JSONValue] {
        var schemas: [JSONValue] = []
        for schema in codes.map({ dialect.errors.schema(of: $0).json }) where !schemas.contains(schema) {
            schemas.append(schema)
        }
        return schemas
    }

    private static func headers(ofFailure status: Int) -> [HTTPField.Name] {
        switch status {
        case 401: [.wwwAuthenticate]
        case 429, 503: [.retryAfter]
        default: []
        }
    }
}
