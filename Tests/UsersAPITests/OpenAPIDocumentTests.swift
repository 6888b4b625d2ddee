import HTTPTypes
import Testing

@testable import UsersAPI

@Suite struct OpenAPIDocumentTests {
    private static let routes = AccountsAPI.dialects().flatMap(\.routes)
    private static let document = OpenAPIDocument(dialects: AccountsAPI.dialects()).json

    private static func operation(_ method: String, _ path: String) -> JSONValue? {
        document["paths"]?[path]?[method]
    }

    private static func examples(_ method: String, _ path: String) -> [JSONValue] {
        let content = operation(method, path)?["requestBody"]?["content"]?["application/json"]
        guard case .object(let examples) = content?["examples"] else { return [] }
        return examples.values.compactMap { $0["value"] }
    }

    @Test func `Each operation has an id of its own and the tag of its dialect`() {
        guard case .object(let paths) = Self.document["paths"] else { return #expect(Bool(false)) }
        let operations = paths.values.flatMap { path -> [JSONValue] in
            if case .object(let operations) = path { Array(operations.values) } else { [] }
        }
        #expect(operations.count == Self.routes.count)
        #expect(Set(operations.compactMap { $0["operationId"]?.text }).count == operations.count)
        let tags = Self.document["tags"]?.elements ?? []
        #expect(tags.allSatisfy { $0["description"]?.text?.isEmpty == false })
        for operation in operations {
            #expect(operation["tags"]?.elements.count == 1)
            #expect(tags.contains { $0["name"] == operation["tags"]?.elements.first })
        }
    }

    @Test func `Each JSON body has examples, which fit its schema`() {
        for route in Self.routes where route.operation.encodings.contains(.json) {
            guard let schema = route.operation.body else { continue }
            #expect(!route.operation.examples.isEmpty, "\(route.method) \(route.path)")
            for (name, example) in route.operation.examples {
                let problems = schema.problems(of: example, at: "\(route.method) \(route.path), \(name)")
                #expect(problems.isEmpty, "\(problems)")
            }
        }
    }

    @Test func `The examples of the namespaced service's own page are there`() {
        #expect(
            Self.examples("post", "/auth/register") == [
                [
                    "namespace": "app-x", "username": "y", "password": "supersecret123", "email": "y@example.com",
                    "extra": ["role": "admin", "timezone": "UTC"],
                ]
            ])
        #expect(
            Self.examples("post", "/auth/login") == [
                ["namespace": "app-x", "username": "y", "password": "supersecret123"]
            ])
    }

    @Test func `The examples of the profile service's own page are there`() {
        #expect(Self.examples("post", "/users/register") == [["email": "jane@example.com", "display_name": "Jane"]])
        #expect(
            Self.examples("patch", "/users/{id}") == [
                [
                    "display_name": "Jane Doe", "full_name": "Jane Dominique", "locale": "fr_FR",
                    "marketing_opt_in": true,
                ]
            ])
        #expect(
            Self.examples("put", "/users/me/preferences") == [["preferences": ["theme": "dark", "currency": "EUR"]]])
    }

    @Test func `A login takes an e-mail or a user name`() {
        let body = Self.operation("post", "/api/v1/auth/login")?["requestBody"]?["content"]?["application/json"]
        #expect(body?["schema"]?["oneOf"] == [["required": ["email"]], ["required": ["username"]]])
        #expect(body?["schema"]?["required"] == ["password"])
    }

    @Test(arguments: [
        ("get", "/api/v1/users/me", ["If-None-Match"]), ("patch", "/api/v1/users/me", ["If-Match"]),
        ("delete", "/api/v1/admin/users/{id}", ["id", "If-Match"]), ("get", "/openapi.json", ["If-None-Match"]),
        ("get", "/api/v1/users/me/sessions", []), ("get", "/users/{id}", ["id", "x-customer-id"]),
    ])
    func `Preconditions are parameters where they are honoured`(method: String, path: String, names: [String]) {
        let parameters = Self.operation(method, path)?["parameters"]?.elements ?? []
        #expect(parameters.compactMap { $0["name"]?.text } == names)
    }

    @Test func `Header fields are described, and each dialect's errors have its shape`() {
        let list = Self.operation("get", "/api/v1/admin/users")?["responses"]
        #expect(list?["200"]?["headers"]?["X-Total-Count"] == ["$ref": "#/components/headers/X-Total-Count"])
        #expect(list?["401"]?["headers"]?["WWW-Authenticate"] != nil && list?["503"]?["headers"]?["Retry-After"] != nil)
        let headers = Self.document["components"]?["headers"]
        #expect(headers?["X-Total-Count"]?["schema"]?["type"] == "integer")
        for route in Self.routes {
            for name in route.operation.headers { #expect(headers?[name.rawName] != nil, "\(name)") }
        }
        let problem: JSONValue = ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]]
        #expect(list?["403"]?["content"] == problem)
        let failure = Self.operation("post", "/auth/login")?["responses"]?["401"]?["content"]
        #expect(failure == ["application/json": ["schema": ["$ref": "#/components/schemas/Detail"]]])
    }
}
