import Foundation
import Testing

/// The seed's Python service, replaced.
@Suite struct AdoptionTests {
    private let folder: Folder
    private let environment: [String: String]
    private let python: PythonService

    init() throws {
        folder = try Folder()
        environment = try TestEngine.mongo.environment().merging(["PASSWORD_HASH": "bcrypt:4", "LOG_LEVEL": "info"]) {
            $1
        }
        python = PythonService(uri: try #require(environment["DATABASE_URL"]))
    }

    private func check() async throws -> (status: Int32, lines: [String]) {
        let outcome = try await Program.run(["store", "check"], environment: environment, folder: folder.url)
        return (outcome.status, outcome.output.split(separator: "\n").map(String.init))
    }

    @Test(.timeLimit(.minutes(15)))
    func `A hundred thousand users are taken over through kill -9, and by two instances at once`() async throws {
        let cast = try await python.fill(100_000)
        let before = try await python.digest()
        let conflicts = cast.rivals + cast.broken.keys

        // Killed as soon as it tells that it is in the midst of it.
        let killed = try Program(["serve"], environment: environment.merging(["PORT": "0"]) { $1 }, folder: folder.url)
        try await poll("progress", within: .seconds(400)) { killed.log.contains("taking over accounts") ? () : nil }
        killed.send(SIGKILL)
        #expect(try await killed.outcome().output.isEmpty)
        let half = try #require(try await python.taken())
        #expect((1..<99_991).contains(half))

        let other = try Folder()
        let program = try Program(["serve"], environment: environment.merging(["PORT": "0"]) { $1 }, folder: other.url)
        let beside = try Program(["serve"], environment: environment.merging(["PORT": "0"]) { $1 }, folder: other.url)
        for program in [program, beside] {
            try await poll("the end of it", within: .seconds(400)) {
                program.log.contains("kept out of login") ? () : nil
            }
        }
        #expect(try await python.taken() == 99_991)
        #expect(try await python.digest() == before)
        let service = try await Service(environment, in: folder)
        for person in cast.people {
            let answer = try await service.send(
                "POST", "/api/v1/auth/login", ["email": person.email, "password": person.password])
            #expect((answer.json["user"] as? [String: Any])?["id"] as? String == person.id)
            // And back: the old service still knows them.
            #expect(try await python.logIn(person) == person.id)
        }
        for email in ["jane@example.com", "JANE@example.com"] {
            let refused = try await service.send(
                "POST", "/api/v1/auth/login", ["email": email, "password": "jane's own password"])
            #expect(refused.status == 401)
            #expect(try await service.register(email).status == 409)
        }
        let admin = try await service.logIn(cast.people[0].email, password: cast.people[0].password)
        let found = try await service.send("GET", "/api/v1/admin/users?q=user77&limit=1000", token: admin)
        #expect(found.status == 200 && found.fields["x-total-count"] == "1111")
        let all = try await service.send("GET", "/api/v1/admin/users?limit=1000", token: admin)
        #expect(all.status == 200 && all.fields["x-total-count"] == "99991")

        let checked = try await check()
        #expect(checked.status == 1 && checked.lines.last == "100000 documents, 9 problems")
        let ids = checked.lines.dropLast().map { $0.prefix { $0 != "\t" }.filter { $0 != "\"" } }
        #expect(Set(ids.map { String($0) }) == Set(conflicts))
        #expect(!checked.lines.joined().lowercased().contains("@example.com"))
        try await python.resolve()
        let resolved = try await check()
        #expect(resolved.status == 0 && resolved.lines == ["99995 documents, 0 problems"])
        _ = try await service.logIn("JANE@example.com", password: "jane's own password")
        _ = try await service.logIn("jane.the.other@example.com", password: "jane's own password")
    }

    @Test func `The old service's unique index on addresses stays, and is no obstacle`() async throws {
        let cast = try await python.fill(50)
        let service = try await Service(environment, in: folder)
        #expect(try await service.register("ADA@example.com").status == 409)
        // Deleted at once, all of them lack an address until they are gone.
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<8 {
                group.addTask {
                    #expect(try await service.register("new\(number)@example.com").status == 201)
                    let token = try await service.logIn("new\(number)@example.com")
                    #expect(try await service.send("DELETE", "/api/v1/users/me", token: token).status == 204)
                }
            }
            try await group.waitForAll()
        }
        let admin = try await service.logIn(cast.people[0].email, password: cast.people[0].password)
        // One account without an address is all that the old index takes.
        var statuses: [Int] = []
        for name in ["one", "two"] {
            let made = try await service.send(
                "POST", "/api/v1/admin/users", ["username": name, "password": Service.password], token: admin)
            statuses.append(made.status)
        }
        #expect(statuses.allSatisfy { $0 < 500 }, "\(statuses)")
    }
}
