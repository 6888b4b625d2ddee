import HTTPTypes

/// The OpenAPI 3.1 document, made of the routes themselves.
struct OpenAPIDocument: Sendable {
    let dialects: [Dialect]

    var bytes: [UInt8] {
        var writer = JSONWriter(capacity: 1 << 17)
        writer.value(json)
        return writer.bytes
    }

    var json: JSONValue {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "Users", "version": "1.0.0",
                "description": "Accounts: registration, login, profiles and their administration.",
            ],
            "servers": [["url": "/", "description": "The service that this document came from."]],
            "tags": .array(
                dialects.map { ["name": .string($0.name), "description": .string($0.description)] }),
            "paths": .object(paths),
            "components": [
                "schemas": .object(schemas), "headers": .object(DocumentedHeader.components),
                "securitySchemes": ["bearer": Self.bearer],
            ],
        ]
    }

    private static let bearer: JSONValue = [
        "type": "http", "scheme": "bearer",
        "description": "The `access_token` of a login, or a service token, `usr_…`.",
    ]

    private var paths: [String: JSONValue] {
        var paths: [String: [String: JSONValue]] = [:]
        for dialect in dialects {
            for route in dialect.routes {
                let operation = OperationObject(route: route, dialect: dialect)
                paths[route.path, default: [:]][route.method.rawValue.lowercased()] = operation.json
            }
        }
        return paths.mapValues(JSONValue.object)
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
}

extension Schema {
    fileprivate func collectNames(into named: inout [String: JSONValue]) {
        switch self {
        case .named(let name, let schema):
            named[name] = schema.json
            schema.collectNames(into: &named)
        case .array(let schema, _), .map(let schema), .nullable(let schema): schema.collectNames(into: &named)
        case .object(let properties, _):
            for property in properties { property.schema.collectNames(into: &named) }
        case .string, .enumeration, .integer, .boolean, .anyObject: break
        }
    }
}
