import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct DjoserAvatarTests {
    private static let picture = TestPicture.png()
    private static let notImage =
        "Upload a valid image. The file you uploaded was either not an image or a corrupted image."
    private static let notFile = "The submitted data was not a file. Check the encoding type on the form."

    /// Changes a user by a multipart form with a file, whose fields' disposition may be any.
    private func upload(
        _ client: TestClient, _ file: [UInt8], as disposition: String = #"; filename="me.png""#,
        names: String = "", to path: String = "/auth/users/me/", _ method: HTTPRequest.Method = .patch, token: String
    ) async throws -> Answer {
        let field = "--x\r\nContent-Disposition: form-data; name=\"avatar\"\(disposition)\r\n\r\n"
        return try await client.send(
            method, path, bytes: Array((names + field).utf8) + file + Array("\r\n--x--\r\n".utf8),
            fields: [.contentType: "multipart/form-data; boundary=x", .authorization: "Bearer \(token)"])
    }

    @Test(arguments: TestEngine.allCases)
    func `A picture is set with names, served, and cleared`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let jane = try await client.makeDjoserUser("jane")
        let name = "--x\r\nContent-Disposition: form-data; name=\"first_name\"\r\n\r\nAv\r\n"
        let set = try await upload(client, Self.picture, names: name, token: jane.access)
        #expect(set.status == .ok && set.json["first_name"] == "Av")
        let address = try #require(set.json["avatar"]?.text)
        #expect(address.hasPrefix("/uploads/"))
        #expect(try await client.uploadStatus(address) == .ok)
        for clearing in [JSONValue.null, ""] {
            #expect(try await upload(client, Self.picture, token: jane.access).json["avatar"] != .null)
            let cleared = try await client.send(
                .patch, "/auth/users/me/", ["avatar": clearing], token: jane.access)
            #expect(cleared.status == .ok && cleared.json["avatar"] == .null)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `Administrators set the pictures of others, and nobody else does`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let (admin, jane) = (try await client.makeDjoserAdmin("chief"), try await client.makeDjoserUser("jane"))
        let john = try await client.makeDjoserUser("john")
        let path = "/auth/users/\(jane.id)/"
        #expect(try await upload(client, Self.picture, to: path, token: john.access).status == .notFound)
        let set = try await upload(client, Self.picture, to: path, token: admin.access)
        #expect(set.status == .ok && set.json["username"] == "jane" && set.json["avatar"] != .null)
        #expect(try await client.send(.get, path, token: jane.access).json["avatar"] == set.json["avatar"])
    }

    @Test(
        arguments: [
            (#"; filename="x.png""#, Array("hello".utf8), notImage),
            (#"; filename="x.png""#, [], "The submitted file is empty."),
            (#"; filename="t.png""#, Array(Self.picture.prefix(40)), notImage),
            ("", Array("hello".utf8), notFile), (#"; filename="""#, Self.picture, notFile),
            (
                #"; filename="x.html""#, Self.picture,
                "File extension “html” is not allowed. Allowed extensions are: jfif, jpe, jpeg, jpg, png, webp."
            ),
            (
                #"; filename="\#(String(repeating: "n", count: 150)).png""#, Self.picture,
                "Ensure this filename has at most 100 characters (it has 154)."
            ),
        ])
    func `What is no picture changes nothing`(disposition: String, file: [UInt8], said: String) async throws {
        let client = try await TestClient(.sqlite)
        let jane = try await client.makeDjoserUser("jane")
        let name = "--x\r\nContent-Disposition: form-data; name=\"first_name\"\r\n\r\nAv\r\n"
        let answer = try await upload(client, file, as: disposition, names: name, token: jane.access)
        #expect(answer.status == .badRequest && answer.json == ["avatar": [.string(said)]])
        #expect(try await client.send(.get, "/auth/users/me/", token: jane.access).json["first_name"] == "")
    }

    @Test(arguments: ["x.png", ["a"], [:], 5, true] as [JSONValue])
    func `JSON has no files`(value: JSONValue) async throws {
        let client = try await TestClient(.sqlite)
        let jane = try await client.makeDjoserUser("jane")
        let answer = try await client.send(.patch, "/auth/users/me/", ["avatar": value], token: jane.access)
        #expect(answer.status == .badRequest && answer.json == ["avatar": [.string(Self.notFile)]])
    }
}
