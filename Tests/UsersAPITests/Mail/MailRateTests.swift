import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct MailRateTests {
    private static let email = "jane@example.com"

    @Test(arguments: TestEngine.allCases)
    func `Twenty requests are one mail now and the last of them a minute later`(engine: TestEngine) async throws {
        let client = try await TestClient(engine, limitsRates: true)
        _ = try await client.makeVerifiedUser(Self.email)
        for number in 0..<20 {
            #expect(try await client.forget(Self.email, from: "192.0.2.\(number)").status == .accepted)
            let count = try await client.deliver().count
            #expect(count == (number == 0 ? 1 : 0))
        }
        client.clock.advance(by: .seconds(59))
        #expect(try await client.deliver().isEmpty)
        // It waits up to half a minute more, so that not all who wait try at once.
        client.clock.advance(by: .seconds(31))
        let link = try await client.deliveredLink("password/reset", to: Self.email)
        #expect(try await client.follow(link, password: "another good password").status == .noContent)
        client.clock.advance(by: .seconds(60))
        #expect(try await client.deliver().filter { $0.link != nil }.isEmpty)
    }

    @Test func `A recipient gets five mails of a kind an hour, and of another kind at once`() async throws {
        let client = try await TestClient(.sqlite, limitsRates: true)
        _ = try await client.makeVerifiedUser(Self.email)
        var count = 0
        for minute in 0..<59 {
            _ = try await client.forget(Self.email, from: "192.0.2.\(minute)")
            count += try await client.deliver().count
            client.clock.advance(by: .seconds(60))
        }
        #expect(count == 5)
        client.clock.advance(by: .seconds(90))
        let link = try await client.deliveredLink("password/reset", to: Self.email)
        #expect(try await client.follow(link, password: "another good password").status == .noContent)
        #expect(try await client.deliver().map(\.subject) == ["Your password was changed"])
    }

    @Test(arguments: ["password/forgot", "email/resend"])
    func `An address asks for ten mails a minute`(path: String) async throws {
        let client = try await TestClient(.sqlite, limitsRates: true)
        func ask(_ number: Int, from address: String) async throws -> Answer {
            try await client.send(
                .post, "/api/v1/auth/\(path)", ["email": .string("user\(number)@example.com")], from: address)
        }
        for number in 0..<10 { #expect(try await ask(number, from: "192.0.2.1").status == .accepted) }
        let refused = try await ask(10, from: "192.0.2.1")
        #expect(refused.status == .tooManyRequests && refused.fields[.retryAfter] == "6")
        #expect(try await ask(10, from: "192.0.2.2").status == .accepted)
        client.clock.advance(by: .seconds(6))
        #expect(try await ask(10, from: "192.0.2.1").status == .accepted)
        #expect(try await ask(10, from: "192.0.2.1").status == .tooManyRequests)
    }
}
