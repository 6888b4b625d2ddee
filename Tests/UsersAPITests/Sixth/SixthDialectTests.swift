import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

/// What a dialect has for its declarations alone: the page on adding one shows these very files.
@Suite struct SixthDialectTests {
    @Test(arguments: TestEngine.allCases)
    func `A sixth dialect shows and changes the account of all others`(engine: TestEngine) async throws {
        let client = try await TestClient(engine, dialects: [SixthRoutes.dialect])
        let user = try await client.makeUser("jane@example.com")
        let nobody = try await client.send(.get, "/sixth/whoami", token: user.token)
        #expect(nobody.json == ["id": .string(user.id), "display_name": "nobody"])
        let named = try await client.send(.post, "/sixth/names/", ["display_name": "Jane D."], token: user.token)
        #expect(named.status == .ok)
        #expect(named.json == ["id": .string(user.id), "display_name": "Jane D."])
        let native = try await client.send(.get, "/api/v1/users/me", token: user.token)
        #expect(native.json["display_name"] == "Jane D.")
    }

    static let refusals: [(HTTPRequest.Method, path: String, body: JSONValue?, HTTPResponse.Status, oops: String)] = [
        (.get, "/sixth/whoami", nil, .unauthorized, ProblemCode.tokenMissing.detail),
        (.delete, "/sixth/whoami", nil, .methodNotAllowed, ProblemCode.methodNotAllowed.detail),
        (.get, "/sixth/whoami?x=1", nil, .unprocessableContent, "x: This parameter is not known here."),
        (.post, "/sixth/names", nil, .badRequest, ProblemCode.bodyRequired.detail),
        (.post, "/sixth/names", [:], .unprocessableContent, "display_name: This field is required."),
        (
            .post, "/sixth/names", ["display_name": 1], .unprocessableContent,
            "display_name: This must be a string, not an integer."
        ),
        (
            .post, "/sixth/names", ["display_name": .string(String(repeating: "x", count: 151))], .unprocessableContent,
            "display_name: This has at most 150 characters."
        ),
    ]

    @Test(arguments: refusals)
    func `Access, bounds and errors come with the declaration, in the dialect's words`(
        method: HTTPRequest.Method, path: String, body: JSONValue?, status: HTTPResponse.Status, oops: String
    ) async throws {
        let client = try await TestClient(.sqlite, dialects: [SixthRoutes.dialect])
        let user = try await client.makeUser("jane@example.com")
        let answer = try await client.send(method, path, body, token: status == .unauthorized ? nil : user.token)
        #expect(answer.status == status)
        #expect(answer.json == ["oops": .string(oops)])
    }

    @Test func `The document tells of a sixth dialect's routes`() throws {
        let document = OpenAPIDocument(dialects: AccountsAPI.dialects(beside: [SixthRoutes.dialect])).json
        let operation = try #require(document["paths"]?["/sixth/names"]?["post"])
        #expect(operation["tags"] == ["sixth"])
        #expect(operation["security"] == document["paths"]?["/api/v1/users/me"]?["get"]?["security"])
        guard case .object(let responses) = operation["responses"] else { return #expect(Bool(false)) }
        #expect(responses.keys.sorted() == ["200", "400", "401", "403", "408", "413", "415", "422", "500", "503"])
        #expect(document["components"]?["schemas"]?["SixthUser"]?["required"] == ["id", "display_name"])
        #expect(document["components"]?["schemas"]?["SixthError"] != nil)
    }

    @Test(arguments: ["SixthErrors", "SixthUser", "SixthNames", "SixthRoutes"])
    func `The page on adding a dialect shows the code of this one`(type: String) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let source = try String(contentsOf: folder.appending(path: "\(type).swift"), encoding: .utf8)
        let page = try String(
            contentsOf: folder.appending(path: "../../../docs/adding-a-dialect.md"), encoding: .utf8)
        let declaration = try #require(source.range(of: "///"))
        #expect(page.contains("```swift\n\(source[declaration.lowerBound...])```\n"))
    }
}
