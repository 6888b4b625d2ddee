import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

/// The dialect as Fess's server speaks it, where that is not what the documentation says.
@Suite struct FessServerTests {
    @Test(arguments: TestEngine.allCases)
    func `A failure is 200 where access is missing, and 400 where the request is wrong`(
        engine: TestEngine
    ) async throws {
        let client = try await TestClient.fess(engine, .server)
        let admin = try await client.makeAdmin("admin@example.com")
        let jane = try await client.makeUser("jane@example.com")
        let id = try await client.makeFessUser("joe", as: admin.token)
        for authorization in ["", "nonsense", jane.token] {
            let answer = try await client.fess(.get, "/settings", as: authorization)
            #expect(answer.outcome == "200 3" && answer.message?.isEmpty == false)
        }
        let stale: JSONValue = ["id": .string(id), "version_no": 7, "name": "joe"]
        let taken: JSONValue = ["name": "joe", "password": .string(TestClient.password)]
        for (method, path, body) in [
            (.get, "/setting/x", nil), (.delete, "/setting/65f0c0ffee65f0c0ffee65f0", nil), (.post, "/setting", [:]),
            (.put, "/setting", stale), (.post, "/setting", taken), (.delete, "/setting/\(admin.id)", nil),
            (.patch, "/setting", [:]), (.get, "/settings?size=0", nil), (.get, "/settings?size=1001", nil),
        ] as [(HTTPRequest.Method, String, JSONValue?)] {
            let answer = try await client.fess(method, path, body, as: admin.token)
            #expect(answer.outcome == "400 1" && answer.message?.isEmpty == false, "\(method) \(path): \(answer.json)")
        }
    }

    @Test(arguments: [
        (ProblemCode.validationFailed, "400 1", "400 1"), (.notFound, "404 1", "400 1"),
        (.versionMismatch, "409 1", "400 1"), (.bodyTooLarge, "413 1", "400 1"), (.throttled, "429 1", "400 1"),
        (.requestTimeout, "408 1", "400 1"), (.tokenExpired, "401 3", "200 3"), (.permissionMissing, "403 3", "200 3"),
        (.internalError, "500 2", "500 2"), (.unavailable, "503 2", "503 2"),
    ])
    func `Each failure has a status of Fess and one of HTTP`(code: ProblemCode, docs: String, server: String)
        async throws
    {
        for (compatibility, outcome) in [(FessCompatibility.docs, docs), (.server, server)] {
            let errors = FessErrors(compatibility: compatibility, envelope: FessEnvelope(version: "1.2.3"))
            let answer = try await Answer(errors.response(to: Problem(code: code), requestID: "-"))
            #expect(answer.outcome == outcome)
            #expect(
                answer.json == [
                    "response": [
                        "version": "1.2.3", "status": .integer(Int64(FessStatus(code).rawValue)),
                        "message": .string(code.detail),
                    ]
                ] || code == .versionMismatch)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `Users have their attributes in a map, and need neither password nor version`(engine: TestEngine) async throws
    {
        let client = try await TestClient.fess(engine, .server)
        let admin = try await client.makeAdmin("admin@example.com").token
        let body: JSONValue = ["name": "jane", "password": "", "attributes": ["surname": "Doe", "title": "Dr."]]
        let created = try await client.fess(.post, "/setting", body, as: admin)
        #expect(created.outcome == "200 0", "\(created.json)")
        let id = try #require(created.response?["id"]?.text)
        var shown = try await client.fessUser(id, as: admin)
        var attributes = Dictionary(uniqueKeysWithValues: FessUserTests.profile.map { ($0, JSONValue.string("")) })
        attributes["surname"] = "Doe"
        attributes["title"] = "Dr."
        #expect(shown["attributes"] == .object(attributes))
        #expect(shown["surname"] == "Doe" && shown["versionNo"] == 1 && shown["version_no"] == 1)

        let change: JSONValue = ["id": .string(id), "name": "jane", "surname": "old", "attributes": ["surname": "Roe"]]
        #expect(try await client.fess(.put, "/setting", change, as: admin).outcome == "200 0")
        shown = try await client.fessUser(id, as: admin)
        #expect(shown["surname"] == "Roe" && shown["version_no"] == 2 && shown["title"] == "Dr.")
    }

    @Test(arguments: TestEngine.allCases)
    func `Pages count from one, and have 25 users`(engine: TestEngine) async throws {
        let client = try await TestClient.fess(engine, .server)
        let admin = try await client.makeAdmin("admin@example.com").token
        var names = ["admin@example.com"]
        for number in 10..<37 { names.append("user\(number)") }
        for name in names.dropFirst() { _ = try await client.makeFessUser(name, as: admin) }
        for (query, expected) in [
            ("", names[..<25]), ("?page=1", names[..<25]), ("?page=2", names[25...]), ("?page=0", names[..<25]),
            ("?page=-9223372036854775808", names[..<25]), ("?size=10&page=2", names[10..<20]),
            ("?size=1000&page=101", []),
        ] as [(String, ArraySlice<String>)] {
            #expect(try await client.fessNames(query, as: admin) == Array(expected), "\(query)")
        }
        #expect(try await client.fess(.get, "/settings?size=1000&page=102", as: admin).outcome == "400 1")
    }
}
