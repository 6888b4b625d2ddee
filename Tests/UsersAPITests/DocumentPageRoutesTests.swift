import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct DocumentPageRoutesTests {
    private static let settings = APISettings(swaggerUI: SwaggerUI { file in Array("the \(file)".utf8) })

    @Test(arguments: [
        ("/docs", "text/html; charset=utf-8"), ("/docs/initializer.js", "text/javascript; charset=utf-8"),
        ("/docs/swagger-ui.css", "text/css; charset=utf-8"),
        ("/docs/swagger-ui-bundle.js", "text/javascript; charset=utf-8"), ("/docs/favicon-32x32.png", "image/png"),
        ("/docs/LICENSE", "text/plain; charset=utf-8"), ("/openapi.json", "application/json"),
    ])
    func `The page, its files and the document have their types and can be kept`(path: String, type: String)
        async throws
    {
        let client = try await TestClient(.sqlite, settings: Self.settings)
        let answer = try await client.send(.get, path)
        #expect(answer.status == .ok && answer.fields[.contentType] == type && !answer.bytes.isEmpty)
        #expect(answer.fields[.cacheControl]?.hasPrefix("public, max-age=") == true)
        let tag = try #require(answer.fields[.eTag])
        #expect(try await client.send(.get, path, fields: [.ifNoneMatch: tag]).status == .notModified)
        #expect(try await client.send(.get, path, fields: [.ifNoneMatch: "\"1\""]).status == .ok)
    }

    @Test(arguments: [
        "/docs/index.html", "/docs/LICENSE/x", "/docs/..", "/docs/../health", "/docs/..%2fLICENSE", "/docs/%2e%2e",
        "/docs//LICENSE", "/docs/swagger-ui-bundle.js.map", "/docs/license",
    ])
    func `Nothing else is served`(path: String) async throws {
        let client = try await TestClient(.sqlite, settings: Self.settings)
        #expect(try await client.send(.get, path).status == .notFound)
    }

    @Test func `The page allows no inline script, and nothing from elsewhere`() async throws {
        let client = try await TestClient(.sqlite, settings: Self.settings)
        let page = try await client.send(.get, "/docs/")
        let policy = try #require(page.fields[.contentSecurityPolicy])
        #expect(policy.contains("default-src 'none'; script-src 'self';") && !policy.contains("unsafe"))
        let text = String(decoding: page.bytes, as: UTF8.self)
        #expect(
            !text.contains("http")
                && text.matches(of: /<script/).count == text.matches(of: /<script src="\/docs\//).count)
    }

    @Test func `Without Swagger UI its files are not found`() async throws {
        let client = try await TestClient(.sqlite)
        #expect(try await client.send(.get, "/docs").status == .ok)
        #expect(try await client.send(.get, "/docs/swagger-ui.css").status == .notFound)
    }
}
