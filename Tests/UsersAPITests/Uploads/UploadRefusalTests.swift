import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct UploadRefusalTests {
    private static let limit = 2 << 20
    private static let picture = TestPicture.png()
    private static let jpegStart: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0]

    private func withUser(_ body: (TestClient, String) async throws -> Void) async throws {
        let client = try await TestClient(.sqlite)
        try await body(client, client.makeNamespacedUser("jane"))
    }

    static let files: [(name: String, bytes: [UInt8])] = [
        ("empty", []), ("SVG", Array("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".utf8)),
        ("HTML", Array("<!doctype html><script>alert(1)</script>".utf8)), ("GIF", Array("GIF89a".utf8)),
        ("a truncated PNG", Array(picture.dropLast())), ("a truncated start", Array(picture.prefix(20))),
        ("a renamed EXE", Array("MZ".utf8) + [UInt8](repeating: 0, count: 510)),
        ("HTML with a PNG behind it", Array("<html>".utf8) + picture),
        ("the start of a JPEG with HTML behind it", jpegStart + Array("<script>alert(1)</script>".utf8)),
    ]

    @Test(arguments: files)
    func `What is not one whole picture by content is 415`(name: String, bytes: [UInt8]) async throws {
        try await withUser { client, token in
            let answer = try await client.upload(bytes, token: token)
            #expect(answer.status == .unsupportedMediaType, "\(name)")
            #expect(answer.json == ["detail": "The file is not one whole JPEG, PNG or WebP image."])
            #expect(try await client.send(.get, "/users/me", token: token).json["avatar_url"] == .null)
        }
    }

    @Test func `Of a polyglot only the picture is kept`() async throws {
        try await withUser { client, token in
            let address = try await client.uploaded(
                Self.picture + Array("<script>alert(1)</script>".utf8), token: token)
            #expect(try await client.send(.get, address).bytes == Self.picture)
        }
    }

    @Test(arguments: [(30_000, 30_000), (8193, 1), (1, 8193)])
    func `A picture with a side of more than 8192 pixels is 422`(width: Int, height: Int) async throws {
        try await withUser { client, token in
            let answer = try await client.upload(
                TestPicture.png(byteCount: 4000, width: width, height: height), token: token)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.json["detail"]?.elements.first?["loc"] == ["body", "file"])
        }
    }

    @Test(arguments: [
        TestForm(picture, field: "avatar"), TestForm(picture, fileName: nil), TestForm([], fileName: ""),
    ])
    func `A form without the file is 422`(form: TestForm) async throws {
        try await withUser { client, token in
            let answer = try await client.upload(form, token: token)
            #expect(answer.status == .unprocessableContent)
            let expected: JSONValue = [
                "detail": [["type": "missing", "loc": ["body", "file"], "msg": "Field required"]]
            ]
            #expect(answer.json == expected)
        }
    }

    @Test(arguments: [false, true])
    func `A file of 2 MiB is taken, one byte more is 413, declared or chunked`(isChunked: Bool) async throws {
        try await withUser { client, token in
            let largest = TestForm(TestPicture.png(byteCount: Self.limit))
            #expect(try await client.upload(largest, token: token, isChunked: isChunked).status == .ok)
            let larger = TestForm(TestPicture.png(byteCount: Self.limit + 1))
            let answer = try await client.upload(larger, token: token, isChunked: isChunked)
            #expect(answer.status == .contentTooLarge)
        }
    }

    @Test(arguments: [("application/json", 415), ("multipart/form-data", 400), ("image/png", 415)])
    func `Another content type is refused`(contentType: String, status: Int) async throws {
        try await withUser { client, token in
            let answer = try await client.send(
                .post, "/users/me/avatar", bytes: Self.picture,
                fields: [.authorization: "Bearer \(token)", .contentType: contentType])
            #expect(answer.status.code == status)
        }
    }

    @Test func `Without a token nothing is read`() async throws {
        let client = try await TestClient(.sqlite)
        let answer = try await client.upload(TestForm(Self.picture), token: "forged")
        #expect(answer.status == .unauthorized)
    }
}
