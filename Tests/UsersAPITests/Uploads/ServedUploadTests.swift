import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

/// How pictures are handed out.
@Suite struct ServedUploadTests {
    private let picture = TestPicture.png()

    private func withUpload(_ body: (TestClient, String) async throws -> Void) async throws {
        let client = try await TestClient(.sqlite)
        let token = try await client.makeNamespacedUser("jane")
        try await body(client, client.uploaded(picture, token: token))
    }

    private func get(
        _ client: TestClient, _ address: String, _ fields: [HTTPField.Name: String] = [:],
        method: HTTPRequest.Method = .get
    ) async throws -> Answer {
        try await client.send(method, address, bytes: [], fields: fields)
    }

    @Test func `A picture may be kept for ever, and is nothing but a picture`() async throws {
        try await withUpload { client, address in
            let answer = try await get(client, address)
            #expect(answer.status == .ok)
            #expect(answer.fields[.cacheControl] == "public, max-age=31536000, immutable")
            #expect(answer.fields[.xContentTypeOptions] == "nosniff")
            #expect(answer.fields[.contentSecurityPolicy] == "default-src 'none'; sandbox")
            #expect(answer.fields[.eTag]?.hasPrefix("\"") == true && answer.fields[.acceptRanges] == "bytes")
        }
    }

    @Test func `Who has the picture is told so`() async throws {
        try await withUpload { client, address in
            let tag = try #require(try await get(client, address).fields[.eTag])
            for field in [tag, "W/\(tag)", "*", "\"other\", \(tag)"] {
                let answer = try await get(client, address, [.ifNoneMatch: field])
                #expect(answer.status == .notModified && answer.fields[.eTag] == tag)
                #expect(answer.fields[.cacheControl] == "public, max-age=31536000, immutable")
            }
            #expect(try await get(client, address, [.ifNoneMatch: "\"other\""]).status == .ok)
        }
    }

    @Test func `A range is answered alone`() async throws {
        try await withUpload { client, address in
            let answer = try await get(client, address, [.range: "bytes=8-15"])
            #expect(answer.status == .partialContent && answer.bytes == Array(picture[8..<16]))
            #expect(answer.fields[.contentRange] == "bytes 8-15/100")
            let beyond = try await get(client, address, [.range: "bytes=100-"])
            #expect(beyond.status == .rangeNotSatisfiable && beyond.code == "range_not_satisfiable")
            #expect(beyond.fields[.contentRange] == "bytes */100" && beyond.fields[.cacheControl] == "no-store")
            #expect(try await get(client, address, [.range: "bytes=0-1,4-5"]).bytes == picture)
            #expect(try await get(client, address, [.range: "bytes=0-1"], method: .head).status == .ok)
        }
    }

    @Test func `A range of another picture is the whole of this one`() async throws {
        try await withUpload { client, address in
            let tag = try #require(try await get(client, address).fields[.eTag])
            let same = try await get(client, address, [.range: "bytes=0-1", .ifRange: tag])
            #expect(same.status == .partialContent)
            for condition in ["\"other\"", "W/\(tag)", "Sat, 21 Nov 2026 08:00:00 GMT"] {
                let answer = try await get(client, address, [.range: "bytes=0-1", .ifRange: condition])
                #expect(answer.status == .ok && answer.bytes == picture)
            }
            let kept = try await get(client, address, [.range: "bytes=0-1", .ifNoneMatch: tag])
            #expect(kept.status == .notModified)
        }
    }

    @Test(arguments: [
        "a.png", "..%2F..%2Fetc%2Fpasswd", "%2e%2e", "%00", String(repeating: "a", count: 64) + ".png",
        String(repeating: "a", count: 64) + ".svg", String(repeating: "a", count: 64),
    ])
    func `Other names are unknown, in the native dialect's words`(name: String) async throws {
        let client = try await TestClient(.sqlite)
        let answer = try await get(client, "/uploads/\(name)")
        #expect(answer.status == .notFound && answer.code == "not_found")
    }
}
