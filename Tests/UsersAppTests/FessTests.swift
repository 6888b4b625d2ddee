import Foundation
import Testing

/// The dialect's whole cycle, as the integration test of Fess itself goes through it.
@Suite struct FessTests {
    private static let count = 10
    private static let prefix = "userTest_"

    /// A client that, like Fess's tests, sends a body with every method and its token without a scheme.
    private struct Client {
        let port: Int
        let token: String

        /// Sends a request and returns what the envelope holds.
        func send(_ method: String, _ path: String, _ body: [String: Any]) throws -> [String: Any] {
            let json = String(decoding: try JSONSerialization.data(withJSONObject: body), as: UTF8.self)
            let connection = try RawConnection(port: port)
            try connection.send(
                """
                \(method) /api/admin/user/\(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r
                Authorization: \(token)\r\nContent-Type: application/json\r
                Content-Length: \(json.utf8.count)\r\n\r\n\(json)
                """)
            let answer = try connection.receive()
            let content = try #require(answer.firstRange(of: "\r\n\r\n"))
            let object = try JSONSerialization.jsonObject(with: Data(answer[content.upperBound...].utf8))
            let response = try #require((object as? [String: Any])?["response"] as? [String: Any])
            #expect(answer.hasPrefix("HTTP/1.1 200 ") && response["status"] as? Int == 0, "\(answer)")
            return response
        }

        /// The users of the test.
        func list(_ body: [String: Any] = ["size": 1000]) throws -> [[String: Any]] {
            try #require(try send("GET", "settings", body)["settings"] as? [[String: Any]])
        }

        func users() throws -> [[String: Any]] {
            try list().filter { ($0["name"] as? String)?.hasPrefix(prefix) == true }
        }
    }

    private static func start(_ engine: TestEngine, in folder: Folder) async throws -> (Service, Client) {
        let environment = try engine.environment().merging(["FESS_COMPAT": "server"]) { $1 }
        let service = try await Service(environment, in: folder)
        let made = try await Program.run(
            ["token", "create", "--name", "fess", "--permission", "can.manage_users"], environment: environment,
            folder: folder.url)
        let port = try #require(service.base.port)
        return (service, Client(port: port, token: made.output.trimmingCharacters(in: .newlines)))
    }

    @Test(arguments: TestEngine.allCases)
    func `Users are made, read, paged through, changed and deleted`(engine: TestEngine) async throws {
        let folder = try Folder()
        let (service, client) = try await Self.start(engine, in: folder)
        for number in 0..<Self.count {
            let made = try client.send(
                "POST", "setting",
                [
                    "name": "\(Self.prefix)\(number)", "password": "\(Service.password) \(number)",
                    "confirm_password": "\(Service.password) \(number)",
                ])
            #expect(made["created"] as? Bool == true)
        }
        let names = (0..<Self.count).map { "\(Self.prefix)\($0)" }
        #expect(try client.users().compactMap { $0["name"] as? String } == names)
        for id in try client.users().compactMap({ $0["id"] as? String }) {
            let setting = try #require(
                try client.send("GET", "setting/\(id)", ["size": 1000])["setting"] as? [String: Any])
            #expect(setting["id"] as? String == id && setting["version_no"] as? Int == 1)
        }
        for page in 1...Self.count {
            let users = try client.list(["size": 1, "page": page])
            #expect(users.compactMap { $0["name"] as? String } == [names[page - 1]])
        }
        for user in try client.users() {
            let changed = try client.send(
                "PUT", "setting",
                [
                    "id": user["id"] ?? "", "version_no": 1, "name": user["name"] ?? "", "password": NSNull(),
                    "confirm_password": NSNull(), "attributes": ["title": "new"],
                ])
            #expect(changed["created"] as? Bool == false && changed["id"] as? String == user["id"] as? String)
        }
        for user in try client.users() {
            #expect((user["attributes"] as? [String: String])?["title"] == "new" && user["version_no"] as? Int == 2)
        }
        for user in try client.users() { _ = try client.send("DELETE", "setting/\(user["id"] ?? "")", [:]) }
        #expect(try client.list().isEmpty)
        let version = try await Program.run(["version"], folder: folder.url).output
        let told = try client.send("GET", "settings", [:])["version"] as? String
        #expect(version == "users \(told ?? "")\n")
        #expect(try await service.send("GET", "/health").status == 200)
    }
}
