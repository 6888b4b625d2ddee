import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct GreetingTests {
    private func greeting(_ mails: [ReceivedMail]) throws -> String {
        let source = try #require(mails.first).source
        return try #require(source.firstMatch(of: /\r\n\r\n(Hello.*?)\r\n/).map { String($0.1) })
    }

    @Test(arguments: [
        ("Jane", "Hello Jane,"), ("Mary-Ann O'Neil", "Hello Mary-Ann O'Neil,"),
        ("Zo\u{65}\u{301}", "Hello Zo=C3=A9,"), ("Visit evil.example", "Hello,"), ("https://evil.example", "Hello,"),
        ("Call 0123456789", "Hello,"), ("You won!", "Hello,"), ("jane@evil.example", "Hello,"),
        ("50\u{20AC}", "Hello,"),
        (String(repeating: "a", count: 41), "Hello,"), ("\u{1F4B0}", "Hello,"), ("Jane\u{202E}", "Hello,"),
    ])
    func `Who has not verified the address is greeted by a name that carries no message`(
        name: String, expected: String
    ) async throws {
        let client = try await TestClient(.sqlite)
        let body: JSONValue = [
            "email": "jane@example.com", "username": .string(name), "password": .string(TestClient.password),
        ]
        #expect(try await client.send(.post, "/api/v1/auth/register", body).status == .created)
        #expect(try greeting(try await client.deliver()) == expected)
        _ = try await client.forget("jane@example.com")
        #expect(try greeting(try await client.deliver()) == expected)
    }

    @Test func `Who has verified the address is greeted by any name, and a new address is not`() async throws {
        let client = try await TestClient(.sqlite)
        let user = try await client.makeVerifiedUser("jane@example.com")
        _ = try await client.change(user, ["display_name": "Jane 2.0"])
        _ = try await client.forget("jane@example.com")
        #expect(try greeting(try await client.deliver()) == "Hello Jane 2.0,")
        _ = try await client.change(user, ["email": "new@example.com"])
        let mails = try await client.deliver()
        #expect(try greeting(mails.filter { $0.recipient == "jane@example.com" }) == "Hello Jane 2.0,")
        #expect(try greeting(mails.filter { $0.recipient == "new@example.com" }) == "Hello,")
    }
}
