import Foundation
import Testing

/// The page at `/docs`, as a browser shows it.
@Suite struct DocumentPageTests {
    private static func service(in folder: Folder) async throws -> Service {
        let assets = try #require(
            ProcessInfo.processInfo.environment["DOCS_ASSETS"],
            "DOCS_ASSETS is not set: run the tests by scripts/test, which fetches Swagger UI")
        return try await Service(["DOCS_ASSETS": assets], in: folder)
    }

    @Test func `The page lists the operations, with nothing from elsewhere`() async throws {
        let folder = try Folder()
        let service = try await Self.service(in: folder)
        try await Browser.run { browser in
            try await browser.open(service.base.appending(path: "docs"))
            let shown = try await browser.wait(for: "/openapi.json")
            for text in [
                "Users", "Authorize", "/api/v1/auth/login", "Logs in and opens a session", "/api/v1/users/me",
                "Changes the caller's own account; absent fields stay",
                "/api/v1/admin/users/{id}", "/.well-known/jwks.json", "Shows this document as a page",
            ] {
                #expect(shown.contains(text), "\(text)")
            }
            let addresses = try await browser.evaluate(
                "return performance.getEntriesByType('resource').map(entry => entry.name)")
            let resources = try #require(addresses as? [String])
            #expect(resources.contains { $0.hasSuffix("/openapi.json") })
            #expect(resources.allSatisfy { $0.hasPrefix("\(service.base)") || $0.hasPrefix("data:") }, "\(resources)")
            #expect(try await browser.consoleErrors() == [])
        }
    }

    @Test func `A login is tried out, and its token opens the caller's account`() async throws {
        let folder = try Folder()
        let service = try await Self.service(in: folder)
        #expect(try await service.register("jane@example.com").status == 201)
        try await Browser.run { browser in
            try await browser.open(service.base.appending(path: "docs"))
            // The example that the document gives is the user that was registered.
            let login = "#operations-native-post_api_v1_auth_login"
            try await browser.click("\(login) .opblock-summary-control")
            try await browser.click("\(login) .try-out__btn")
            try await browser.click("\(login) .execute")
            let body = try await browser.wait(for: "access_token", in: "\(login) .live-responses-table .response")
            #expect(body.contains("200") && body.contains("jane@example.com"))
            let token = try #require(body.firstMatch(of: /"access_token": "([^"]+)"/)?.1)

            try await browser.click(".auth-wrapper .authorize")
            try await browser.type(String(token), into: ".auth-container input")
            try await browser.click(".auth-btn-wrapper .authorize")
            try await browser.click(".auth-btn-wrapper .btn-done")
            let own = "#operations-native-get_api_v1_users_me"
            try await browser.click("\(own) .opblock-summary-control")
            try await browser.click("\(own) .try-out__btn")
            try await browser.click("\(own) .execute")
            let account = try await browser.wait(for: "created_at", in: "\(own) .live-responses-table .response")
            #expect(account.contains("200") && account.contains("jane@example.com"))
            #expect(try await browser.consoleErrors() == [])
        }
    }

    @Test func `Without Swagger UI the page says how to get it`() async throws {
        let folder = try Folder()
        let service = try await Service([:], in: folder)
        let page = try await service.send("GET", "/docs")
        let text = String(decoding: page.body, as: UTF8.self)
        #expect(page.status == 200 && page.fields["content-type"] == "text/html; charset=utf-8")
        #expect(text.contains("scripts/swagger-ui") && text.contains("/openapi.json"))
        #expect(try await service.send("GET", "/docs/swagger-ui.css").status == 404)
    }
}
