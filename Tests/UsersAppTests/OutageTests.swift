import Foundation
import Testing

@Suite struct OutageTests {
    @Test func `While MongoDB is away answers are 503 in time, and it recovers by itself`() async throws {
        let folder = try Folder()
        let mongo = try MongoServer()
        let environment = TestEngine.environment(uri: mongo.uri, database: "outage")
        let service = try await Service(environment.merging(["REQUEST_TIMEOUT": "4s"]) { $1 }, in: folder)
        #expect(try await service.register("jane@example.com").status == 201)
        let token = try await service.logIn("jane@example.com")

        mongo.signal(SIGSTOP)
        for (method, path) in [("GET", "/api/v1/users/me"), ("GET", "/ready"), ("PATCH", "/api/v1/users/me")] {
            let start = ContinuousClock.now
            let body = method == "PATCH" ? ["first_name": "Jane"] : nil
            let answer = try await service.send(method, path, body, token: token)
            #expect(answer.status == 503, "\(method) \(path)")
            #expect(answer.fields["retry-after"] != nil)
            #expect(ContinuousClock.now - start < .seconds(12))
        }
        #expect(try await service.send("GET", "/health").status == 200)

        mongo.signal(SIGCONT)
        try await poll("the service to recover") {
            try await service.send("GET", "/ready").status == 200 ? () : nil
        }
        #expect(try await service.send("GET", "/api/v1/users/me", token: token).status == 200)
        #expect(try await service.register("john@example.com").status == 201)
    }

    @Test func `Two instances on one MongoDB agree at once`() async throws {
        let (one, two) = (try Folder(), try Folder())
        let environment = try TestEngine.mongo.environment()
        // Both prepare the empty database at the same moment.
        async let starting = Service(environment, in: one)
        let second = try await Service(environment, in: two)
        let first = try await starting
        #expect(try await first.register("jane@example.com").status == 201)
        let kept = try await first.logIn("jane@example.com")
        let ended = try await second.logIn("jane@example.com")
        #expect(try await first.send("GET", "/api/v1/users/me", token: ended).status == 200)
        let change = ["password": "another good password", "current_password": Service.password]
        #expect(try await second.send("PATCH", "/api/v1/users/me", change, token: kept).status == 200)
        #expect(try await first.send("GET", "/api/v1/users/me", token: ended).status == 401)
        #expect(try await first.send("GET", "/api/v1/users/me", token: kept).status == 200)
    }
}
