import Foundation
import TestSupport
import Testing

@Suite struct AvatarUploadTests {
    private static let largest = 2 << 20

    /// Twenty times as much under a sanitizer, which keeps what was freed.
    private static let memoryFactor = ProcessInfo.processInfo.environment["USERS_TEST_SANITIZER"] == nil ? 1 : 20

    @Test(arguments: TestEngine.allCases)
    func `A hundred uploads of 2 MiB at once are answered in less than 64 MiB`(engine: TestEngine) async throws {
        let folder = try Folder()
        let service = try await Service(engine.environment(), in: folder)
        let pictures = (0..<4).map { TestPicture.png(byteCount: Self.largest, seed: UInt8($0)) }
        var tokens: [String] = []
        for number in 0..<10 { tokens.append(try await service.makeUser("user\(number)@example.com")) }
        for picture in pictures { #expect(try await service.upload(picture, token: tokens[0]).status == 200) }

        let baseline = try service.memory("VmRSS")
        try service.resetPeakMemory()
        let statuses = try await withThrowingTaskGroup(of: Int.self) { [tokens] group in
            for number in 0..<100 {
                group.addTask {
                    try await service.upload(pictures[number % 4], token: tokens[number % 10]).status
                }
            }
            return try await group.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
        }
        #expect(statuses == [200: 100])
        let growth = try service.memory("VmHWM") - baseline
        #expect(growth < Self.memoryFactor * 64 << 20, "the resident memory grew by \(growth >> 10) KiB")

        for token in tokens {
            let user = try await service.send("GET", "/users/me", token: token)
            let address = try #require(user.json["avatar_url"] as? String)
            let served = try await service.send("GET", address)
            #expect(served.status == 200 && pictures.contains(Array(served.body)))
        }
    }

    @Test func `A declared length that is too large is refused before anything is sent`() async throws {
        let folder = try Folder()
        let service = try await Service(["AVATAR_MAX_BYTES": "100000"], in: folder)
        let token = try await service.makeUser("jane@example.com")
        #expect(try await service.upload(TestPicture.png(byteCount: 100_000), token: token).status == 200)
        #expect(try await service.upload(TestPicture.png(byteCount: 100_001), token: token).status == 413)
        for expectation in ["", "Expect: 100-continue\r\n"] {
            let connection = try RawConnection(port: try #require(service.base.port))
            try connection.send(
                "POST /users/me/avatar HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(token)\r\n\(expectation)"
                    + "Content-Type: \(TestForm.contentType)\r\nContent-Length: 170000\r\n\r\n")
            #expect(try connection.receive().hasPrefix("HTTP/1.1 413 "))
        }
    }

    @Test func `Instances share a bucket, and what is cleared is gone from it`() async throws {
        let server = try S3Server.shared
        let environment = try TestEngine.mongo.environment().merging([
            "UPLOADS_URL": server.url(), "AWS_ACCESS_KEY_ID": server.uploader.accessKeyID,
            "AWS_SECRET_ACCESS_KEY": server.uploader.secretAccessKey,
        ]) { $1 }
        let (one, two) = (try Folder(), try Folder())
        let first = try await Service(environment, in: one)
        let second = try await Service(environment, in: two)
        let token = try await first.makeUser("jane@example.com")
        let picture = TestPicture.png()
        #expect(try await first.upload(picture, token: token).status == 200)
        let user = try await second.send("GET", "/users/me", token: token)
        let address = try #require(user.json["avatar_url"] as? String)
        #expect(try await Array(second.send("GET", address).body) == picture)
        let head = try await second.send("HEAD", address)
        #expect(head.status == 200 && head.body.isEmpty && head.fields["content-length"] == "\(picture.count)")
        #expect(try await second.send("DELETE", "/api/v1/users/me", token: token).status == 204)
        try await poll("the bytes to go") { try await first.send("GET", address).status == 404 ? () : nil }
    }

    @Test(arguments: TestEngine.allCases)
    func `A deletion on the command line takes the bytes along`(engine: TestEngine) async throws {
        let folder = try Folder()
        let environment = try engine.environment()
        var address = ""
        do {
            let service = try await Service(environment, in: folder)
            let token = try await service.makeUser("jane@example.com")
            let answer = try await service.upload(TestPicture.png(), token: token)
            address = try #require(answer.json["avatar_url"] as? String)
            service.program.send(SIGTERM)
            _ = try await service.program.outcome()
        }
        let outcome = try await Program.run(
            ["user", "delete", "jane@example.com", "--yes"], environment: environment, folder: folder.url)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let service = try await Service(environment, in: folder)
        #expect(try await service.send("GET", address).status == 404)
    }
}
