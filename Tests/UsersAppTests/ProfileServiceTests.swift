import Foundation
import Testing

@Suite struct ProfileServiceTests {
    private static let secret = "a secret that two services share"

    /// A running service, and the text of a service token with this permission.
    private static func start(
        _ engine: TestEngine, _ permission: String, in folder: Folder
    ) async throws -> (Service, String) {
        let environment = try engine.environment().merging(["JWT_SECRET_KEY": secret]) { $1 }
        let service = try await Service(environment, in: folder)
        let made = try await Program.run(
            ["token", "create", "--name", "auth-service", "--permission", permission], environment: environment,
            folder: folder.url)
        return (service, made.output.trimmingCharacters(in: .newlines))
    }

    @Test(arguments: TestEngine.allCases)
    func `A user who was registered comes to life by a token of PyJWT`(engine: TestEngine) async throws {
        let folder = try Folder()
        let (service, token) = try await Self.start(engine, "can.register_users", in: folder)
        let registered = try await service.send(
            "POST", "/users/register", ["email": "jane@example.com", "display_name": "Jane"], token: token)
        #expect(registered.status == 201 && registered.json["is_active"] as? Bool == false)
        let id = try #require(registered.json["id"] as? String)
        let jane = try PyJWT.sign(
            #"{"sub":"\#(id)","exp":\#(Int(Date.now.timeIntervalSince1970) + 600)}"#, secret: Self.secret)
        let activated = try await service.send("POST", "/users/\(id)/activate", token: jane, customer: id)
        #expect(activated.status == 200 && activated.json["is_active"] as? Bool == true)
        let forged = try PyJWT.sign(
            #"{"sub":"\#(id)","exp":4102444800}"#, secret: "a secret that nobody shares with us")
        #expect(try await service.send("GET", "/users/\(id)", token: forged, customer: id).status == 401)
    }

    @Test(arguments: TestEngine.allCases)
    func `The whole list arrives in chunks`(engine: TestEngine) async throws {
        let folder = try Folder()
        let (service, token) = try await Self.start(engine, "can.manage_users", in: folder)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<350 {
                if number >= 16 { try await group.next() }
                group.addTask {
                    let answer = try await service.send(
                        "POST", "/users", ["email": "user\(number)@example.com"], token: token)
                    #expect(answer.status == 201)
                }
            }
            try await group.waitForAll()
        }
        let list = try await service.send("GET", "/users", token: token)
        #expect(list.status == 200 && list.fields["transfer-encoding"] == "chunked")
        let emails = (list.json["items"] as? [[String: Any]] ?? []).compactMap { $0["email"] as? String }
        #expect(Set(emails).count == 350 && emails.count == 350)
        #expect((list.json["pagination"] as? [String: Any])?["total"] as? Int == 350)
    }
}
