import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct MailTokenAttackTests {
    private static let paths = ["email/verify", "password/reset", "email/undo"]
    private static let pairs = paths.flatMap { made in paths.filter { $0 != made }.map { (made, $0) } }

    /// A link of each kind, all good and all of one account.
    private func links(_ client: TestClient) async throws -> [String: ReceivedMail.Link] {
        let user = try await client.makeVerifiedUser("old@example.com")
        #expect(try await client.change(user, ["email": "jane@example.com"]).status == .ok)
        _ = try await client.forget("jane@example.com")
        var links: [String: ReceivedMail.Link] = [:]
        for mail in try await client.deliver() {
            if let link = mail.link { links[link.path] = link }
        }
        #expect(links.count == 3)
        return links
    }

    private func follow(_ client: TestClient, _ path: String, _ uid: String, _ token: String) async throws -> Answer {
        try await client.follow(
            ReceivedMail.Link(path: path, uid: uid, token: token),
            password: path == "password/reset" ? "another good password" : nil)
    }

    @Test(arguments: pairs)
    func `A link made for one thing does no other`(made: String, used: String) async throws {
        let client = try await TestClient(.sqlite)
        let link = try #require(try await links(client)[made])
        #expect(try await follow(client, used, link.uid, link.token).code == "token_invalid")
        #expect(try await follow(client, made, link.uid, link.token).status == .noContent)
    }

    @Test(arguments: paths)
    func `A token is bound to its account, its expiry and its very letters`(path: String) async throws {
        let client = try await TestClient(.sqlite)
        let link = try #require(try await links(client)[path])
        let other = try await client.makeVerifiedUser("other@example.com")
        #expect(try await follow(client, path, other.id, link.token).code == "token_invalid")
        #expect(try await follow(client, path, "65f0c0ffee65f0c0ffee65f0", link.token).code == "token_invalid")
        #expect(try await follow(client, path, "x", link.token).code == "token_invalid")
        #expect(try await follow(client, path, "", link.token).code == "token_invalid")
        for token in try variants(of: link.token) {
            let answer = try await follow(client, path, link.uid, token)
            #expect(answer.status == .badRequest && answer.code == "token_invalid", "\(token.prefix(100))")
        }
        #expect(try await follow(client, path, link.uid, link.token).status == .noContent)
    }

    /// What is nearly the token, or the same bytes in other letters.
    private func variants(of token: String) throws -> [String] {
        let parts = token.split(separator: "-", maxSplits: 1)
        let (expiry, code) = (String(parts[0]), String(parts[1]))
        let seconds = try #require(Int64(expiry, radix: 36))
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        let last = try #require(code.last.flatMap { alphabet.firstIndex(of: $0) })
        // 32 bytes are 43 letters, and the last two bits of the last one mean nothing.
        let loose = code.dropLast() + String(alphabet[last ^ 1])
        let first = try #require(code.first.flatMap { alphabet.firstIndex(of: $0) })
        let percentEncoded = code.utf8.map { "%" + String($0, radix: 16) }.joined()
        return [
            "", "-", expiry, "\(expiry)-", "-\(code)", code, "\(String(seconds + 1, radix: 36))-\(code)",
            "zzzzzzzzzzz-\(code)", "zzzzzzzzzzzzzzzzzzzzzzzz-\(code)", "0\(token)", "+\(token)", "-\(token)",
            "\(expiry.uppercased())-\(code)", "\(expiry)-\(loose)", "\(expiry)-\(code)=", "\(expiry)-\(code)A",
            "\(expiry)-\(String(alphabet[first ^ 1]))\(code.dropFirst())", "\(expiry)-\(code.dropLast())",
            "\(expiry)-\(code)\n", " \(token)", "\(token) ", "\(token)%00", "\(expiry)-\(percentEncoded)",
            "\(expiry)-\(code)\u{301}", String(repeating: "a", count: 10_240),
            "\(expiry)-" + String(repeating: "A", count: 10_240), token + "-" + token,
        ].filter { $0 != token }
    }

    @Test func `An id in capitals is the same account, and the link still works once`() async throws {
        let client = try await TestClient(.sqlite)
        let link = try #require(try await links(client)["email/verify"])
        #expect(try await follow(client, link.path, link.uid.uppercased(), link.token).status == .noContent)
        #expect(try await follow(client, link.path, link.uid, link.token).code == "token_invalid")
    }

    @Test(arguments: TestEngine.allCases)
    func `Links of a deleted account are dead before and after it is erased`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let all = try await links(client)
        let user = try await client.logIn("jane@example.com")
        #expect(try await client.send(.delete, "/api/v1/users/me", token: user.token).status == .noContent)
        for _ in 0..<2 {
            for link in all.values {
                #expect(try await follow(client, link.path, link.uid, link.token).code == "token_invalid")
            }
            #expect(try await client.deliver().isEmpty)
        }
    }
}
