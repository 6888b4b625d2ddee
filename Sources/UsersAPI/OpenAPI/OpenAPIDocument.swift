import HTTPTypes

/// The OpenAPI 3.1 document, made of the routes themselves.
struct OpenAPIDocument: Sendable {
    let dialects: [Dialect]

    var bytes: [UInt8] {
        var writer = JSONWriter(capacity: 1 << 16)
        writer.value(json)
        return writer.bytes
    }

    var json: JSONValue {
        .object([
            "openapi": .string("3.1.0"),
            "info": .object([
                "title": .string("Users"), "version": .string("1.0.0"),
                "description": .string("Accounts: registration, login, profiles and their administration."),
            ]),
            "paths": .object(paths),
            "components": .object([
                "schemas": .object(schemas),
                "securitySchemes": .object([
                    "bearer": .object([
                        "type": .string("http"), "scheme": .string("bearer"), "bearerFormat": .string("JWT"),
                    ])
                ]),
            ]),
        ])
    }

    private var paths: [String: JSONValue] {
        var paths: [String: [String: JSONValue]] = [:]
        for dialect in dialects {
            for route in dialect.routes {
                paths[route.path, default: [:]][route.method.rawValue.lowercased()] = operation(route, of: dialect)
            }
        }
        return paths.mapValues(JSONValue.object)
    }

    private func operation(_ route: Route, of dialect: Dialect) -> JSONValue {
        let operation = route.operation
        var members: [String: JSONValue] = [
            "operationId": .string(route.operationID), "summary": .string(operation.summary),
            "tags": .array([.string(dialect.name)]), "responses": .object(responses(operation, dialect.errors)),
        ]
        let parameters =
            route.parameterNames.map(Self.pathParameter) + operation.query.map(Self.queryParameter)
            + route.access.headerParameters
        if !parameters.isEmpty { members["parameters"] = .array(parameters) }
        if let body = operation.body {
            let encodings = operation.encodings
            members["requestBody"] = .object([
                "required": .boolean(!encodings.contains(.absent)),
                "content": .object(
                    Dictionary(uniqueKeysWithValues: encodings.mediaTypes.map { ($0, .object(["schema": body.json])) })),
            ])
        }
        switch route.access {
        case .anonymous: break
        case .anyone: members["security"] = .array([.object([:]), .object(["bearer": .array([])])])
        case .authenticated, .actor, .inactiveActor, .admin:
            members["security"] = .array([.object(["bearer": .array([])])])
        }
        return .object(members)
    }

    private func responses(_ operation: Operation, _ format: any ErrorFormat) -> [String: JSONValue] {
        var responses: [String: JSONValue] = [:]
        var success: [String: JSONValue] = ["description": .string(operation.status.reasonPhrase)]
        if let answer = operation.answer { success["content"] = Self.content(answer, operation.answerTypes) }
        if !operation.headers.isEmpty {
            let header = JSONValue.object(["schema": Schema.string().json])
            success["headers"] = .object(
                Dictionary(uniqueKeysWithValues: operation.headers.map { ($0.rawName, header) }))
        }
        responses[String(operation.status.code)] = .object(success)
        if operation.headers.contains(.acceptRanges) {
            success["description"] = .string("The range that was asked for.")
            responses["206"] = .object(success)
        }
        if operation.headers.contains(.eTag) && operation.status == .ok && operation.body == nil {
            responses["304"] = .object(["description": .string("The client has it as it is.")])
        }
        for (status, codes) in Dictionary(grouping: operation.errors, by: { format.status(of: $0).code }) {
            let names = codes.map { "`\($0.text)`: \($0.detail)" }.joined(separator: " ")
            responses[String(status)] = .object([
                "description": .string(names),
                "content": .object([format.contentType: .object(["schema": format.schema(of: codes[0]).json])]),
            ])
        }
        return responses
    }

    /// Every schema that a route names, with those that they name.
    private var schemas: [String: JSONValue] {
        var named: [String: JSONValue] = [:]
        for dialect in dialects {
            for route in dialect.routes {
                route.operation.answer?.collectNames(into: &named)
                route.operation.body?.collectNames(into: &named)
                for code in route.operation.errors { dialect.errors.schema(of: code).collectNames(into: &named) }
            }
        }
        return named
    }

    private static func content(_ schema: Schema, _ types: [String]) -> JSONValue {
        .object(Dictionary(uniqueKeysWithValues: types.map { ($0, .object(["schema": schema.json])) }))
    }

    private static func pathParameter(_ name: String) -> JSONValue {
        .object([
            "name": .string(name), "in": .string("path"), "required": .boolean(true),
            "schema": Schema.string().json,
        ])
    }

    private static func queryParameter(_ property: Schema.Property) -> JSONValue {
        var members: [String: JSONValue] = [
            "name": .string(property.name), "in": .string("query"), "required": .boolean(property.isRequired),
            "schema": property.schema.json,
        ]
        if let description = property.description { members["description"] = .string(description) }
        return .object(members)
    }
}

extension Route {
    fileprivate var parameterNames: [String] {
        path.split(separator: "/").filter { $0.first == "{" }.map { String($0.dropFirst().dropLast()) }
    }

    /// Such as `patch_api_v1_admin_users_id`: unique, as method and path are.
    fileprivate var operationID: String {
        let words = path.split { !$0.isLetter && !$0.isNumber }
        return ([method.rawValue.lowercased()] + words.map(String.init)).joined(separator: "_")
    }
}

extension Access {
    /// The header fields that the access asks for.
    fileprivate var headerParameters: [JSONValue] {
        switch self {
        case .anonymous, .anyone, .authenticated, .admin: return []
        case .actor, .inactiveActor:
            let description = "The id of the token's user, here or in `x-user-id`; a service token needs none."
            return [
                .object([
                    "name": .string(HTTPField.Name.xCustomerID.rawName), "in": .string("header"),
                    "required": .boolean(false), "description": .string(description), "schema": Schema.objectID.json,
                ])
            ]
        }
    }
}

extension Schema {
    fileprivate func collectNames(into named: inout [String: JSONValue]) {
        switch self {
        case .named(let name, let schema):
            named[name] = schema.json
            schema.collectNames(into: &named)
        case .array(let schema, _), .map(let schema), .nullable(let schema): schema.collectNames(into: &named)
        case .object(let properties):
            for property in properties { property.schema.collectNames(into: &named) }
        case .string, .enumeration, .integer, .boolean, .anyObject: break
        }
    }
}
