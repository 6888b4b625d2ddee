import BlobStorage
import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

/// What becomes of uploaded bytes.
@Suite struct AvatarTests {
    private let first = TestPicture.png(seed: 1)
    private let second = TestPicture.png(seed: 2)

    private func name(_ address: String) -> String { String(address.dropFirst("/uploads/".count)) }

    @Test(arguments: UploadPlace.allCases)
    func `An uploaded picture is the avatar in every dialect, and served as it was cleaned`(
        place: UploadPlace
    ) async throws {
        try await place.withClient { client, _ in
            let token = try await client.makeNamespacedUser("jane")
            let answer = try await client.upload(first, token: token)
            #expect(answer.status == .ok)
            #expect(answer.json == (try await client.send(.get, "/users/me", token: token).json))
            let address = try #require(answer.json["avatar_url"]?.text)
            #expect(address.wholeMatch(of: /\/uploads\/[0-9a-f]{64}\.png/) != nil)
            let native = try await client.send(.get, "/api/v1/users/me", token: token)
            #expect(native.json["avatar_url"] == .string(address) && native.json["version"] == 2)
            let served = try await client.send(.get, address)
            #expect(served.bytes == first && served.fields[.contentType] == "image/png")
        }
    }

    @Test(arguments: UploadPlace.allCases)
    func `The bytes of a replaced avatar go`(place: UploadPlace) async throws {
        try await place.withClient { client, storage in
            let token = try await client.makeNamespacedUser("jane")
            let old = try await client.uploaded(first, token: token)
            let new = try await client.uploaded(second, token: token)
            #expect(old != new)
            _ = try await client.deliver()
            #expect(try await client.uploadStatus(old) == .notFound)
            #expect(try await client.uploadStatus(new) == .ok)
            #expect(try await storage.get(name(old)) == nil)
        }
    }

    @Test(arguments: UploadPlace.allCases, [JSONValue.null, "https://example.com/jane.png"])
    func `The bytes of an avatar that is cleared, or becomes a page elsewhere, go`(
        place: UploadPlace, value: JSONValue
    ) async throws {
        try await place.withClient { client, storage in
            let token = try await client.makeNamespacedUser("jane")
            let address = try await client.uploaded(first, token: token)
            let kept = try await client.send(.patch, "/users/me", ["avatar_url": .string(address)], token: token)
            #expect(kept.status == .ok && kept.json["avatar_url"] == .string(address))
            let changed = try await client.send(.patch, "/users/me", ["avatar_url": value], token: token)
            #expect(changed.status == .ok && changed.json["avatar_url"] == value)
            _ = try await client.deliver()
            #expect(try await client.uploadStatus(address) == .notFound)
            #expect(try await storage.get(name(address)) == nil)
            // What is gone does not come back.
            let back = try await client.send(.patch, "/users/me", ["avatar_url": .string(address)], token: token)
            #expect(back.status == .unprocessableContent)
        }
    }

    @Test(arguments: UploadPlace.allCases)
    func `The bytes of a deleted account go, and others' with the same picture stay`(place: UploadPlace) async throws {
        try await place.withClient { client, storage in
            let jane = try await client.makeNamespacedUser("jane")
            let john = try await client.makeNamespacedUser("john")
            let address = try await client.uploaded(first, token: jane)
            let other = try await client.uploaded(first, token: john)
            #expect(address != other)
            #expect(try await client.send(.delete, "/api/v1/users/me", token: jane).status == .noContent)
            _ = try await client.deliver()
            #expect(try await storage.get(name(address)) == nil)
            #expect(try await client.uploadStatus(address) == .notFound)
            #expect(try await client.uploadStatus(other) == .ok)
            #expect(try await client.waitingAccounts() == 0)
        }
    }

    @Test(arguments: UploadPlace.allCases)
    func `The same picture again changes nothing`(place: UploadPlace) async throws {
        try await place.withClient { client, storage in
            let token = try await client.makeNamespacedUser("jane")
            let answer = try await client.upload(first, token: token)
            #expect(try await client.upload(first, token: token).json == answer.json)
            let address = try #require(answer.json["avatar_url"]?.text)
            // Unless its bytes were lost.
            try await storage.delete(name(address))
            let again = try await client.uploaded(first, token: token)
            #expect(again != address)
            _ = try await client.deliver()
            #expect(try await client.uploadStatus(again) == .ok)
        }
    }

    @Test(arguments: UploadPlace.allCases)
    func `Of uploads at once one remains, and the bytes of no other`(place: UploadPlace) async throws {
        try await place.withClient { client, storage in
            let token = try await client.makeNamespacedUser("jane")
            let addresses = try await withThrowingTaskGroup(of: String.self) { group in
                // Every picture comes twice.
                for number in 0..<8 {
                    group.addTask {
                        try await client.uploaded(TestPicture.png(seed: UInt8(number / 2)), token: token)
                    }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            _ = try await client.deliver()
            let avatar = try await client.send(.get, "/users/me", token: token).json["avatar_url"]?.text
            #expect(addresses.contains(try #require(avatar)))
            for address in addresses {
                #expect(try await (storage.get(name(address)) != nil) == (address == avatar))
            }
        }
    }

    @Test(arguments: UploadPlace.allCases)
    func `Nobody takes another's upload for an avatar`(place: UploadPlace) async throws {
        try await place.withClient { client, _ in
            let jane = try await client.makeNamespacedUser("jane")
            let john = try await client.makeNamespacedUser("john")
            let address = JSONValue.string(try await client.uploaded(first, token: jane))
            let foreign = try await client.send(.patch, "/users/me", ["avatar_url": address], token: john)
            #expect(foreign.status == .unprocessableContent)
            #expect(foreign.json["detail"]?.elements.first?["loc"] == ["body", "avatar_url"])
            let registration: JSONValue = [
                "username": "joe", "password": .string(TestClient.password), "avatar_url": address,
            ]
            #expect(try await client.send(.post, "/auth/register", registration).status == .unprocessableContent)
        }
    }

    @Test(arguments: [
        "", " ", "/uploads/a.png", "uploads/a.png", "//example.com/a.png", "http:/example.com", "http://", "https:///a",
        "ftp://example.com/a.png", "javascript:alert(1)", "data:image/png;base64,AAAA", "http://a b/c",
        "https://example.com/\u{A0}", "https://example.com/\"onload=x", "https://example.com/<b>",
        "https://example.com/" + String(repeating: "x", count: 2029),
    ])
    func `What is no http or https address is no avatar`(address: String) async throws {
        let client = try await TestClient(.sqlite)
        let token = try await client.makeNamespacedUser("jane")
        let answer = try await client.send(.patch, "/users/me", ["avatar_url": .string(address)], token: token)
        #expect(answer.status == .unprocessableContent, "\(address)")
    }

    @Test(arguments: [
        "http://example.com", "HTTPS://EXAMPLE.COM:8443/a.png?size=80#top", "https://[2001:db8::1]/a.png",
        "https://example.com/%C3%BC.png", "https://example.com/ü.png",
        "https://example.com/" + String(repeating: "x", count: 2028),
    ])
    func `An http or https address is one, as it was written`(address: String) async throws {
        let client = try await TestClient(.sqlite)
        let token = try await client.makeNamespacedUser("jane")
        let answer = try await client.send(.patch, "/users/me", ["avatar_url": .string(address)], token: token)
        #expect(answer.status == .ok && answer.json["avatar_url"] == .string(address), "\(address)")
    }
}
