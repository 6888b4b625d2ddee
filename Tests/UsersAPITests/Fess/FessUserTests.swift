import Accounts
import DocumentStore
import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct FessUserTests {
    /// The fields of the documentation's page, in its order, but for the first two and the last two.
    static let profile = [
        "surname", "givenName", "mail", "telephoneNumber", "homePhone", "homePostalAddress", "labeledUri", "roomNumber",
        "description", "title", "pager", "street", "postalCode", "physicalDeliveryOfficeName", "destinationIndicator",
        "internationaliSDNNumber", "state", "employeeNumber", "facsimileTelephoneNumber", "postOfficeBox", "initials",
        "carLicense", "mobile", "postalAddress", "city", "teletexTerminalIdentifier", "x121Address", "businessCategory",
        "registeredAddress", "displayName", "preferredLanguage", "departmentNumber", "uidNumber", "gidNumber",
        "homeDirectory",
    ]

    private static func empty(_ id: String, _ name: String, version: Int64 = 1) -> [String: JSONValue] {
        [
            "id": .string(id), "name": .string(name), "roles": [], "groups": [], "versionNo": .integer(version),
        ].merging(profile.map { ($0, "") }) { $1 }
    }

    @Test(arguments: TestEngine.allCases)
    func `The documentation's two examples work`(engine: TestEngine) async throws {
        let client = try await TestClient.fess(engine)
        let admin = try await client.makeAdmin("admin@example.com").bearer
        let created = try await client.fess(
            .post, "/setting",
            [
                "name": "john.doe", "password": "SecureP@ss123", "surname": "Doe", "givenName": "John",
                "mail": "john.doe@example.com", "roles": ["user"], "groups": [],
            ], as: admin)
        let id = try #require(created.response?["id"]?.text)
        #expect(
            created.json == ["response": ["version": "1.2.3", "status": 0, "id": .string(id), "created": true]])
        #expect(created.status == .ok && created.fields[.cacheControl] == "no-store")
        var expected = Self.empty(id, "john.doe").merging([
            "surname": "Doe", "givenName": "John", "mail": "john.doe@example.com", "roles": ["user"],
        ]) { $1 }
        #expect(try await client.fessUser(id, as: admin) == .object(expected))

        let body: JSONValue = [
            "id": .string(id), "name": "john.doe", "roles": ["user", "editor", "admin"], "versionNo": 1,
        ]
        let updated = try await client.fess(.put, "/setting", body, as: admin)
        #expect(
            updated.json == ["response": ["version": "1.2.3", "status": 0, "id": .string(id), "created": false]])
        expected["roles"] = ["admin", "user", "editor"]
        expected["versionNo"] = 2
        #expect(try await client.fessUser(id, as: admin) == .object(expected))
        let native = try await client.logIn("john.doe", password: "SecureP@ss123")
        let shown = try await client.send(.get, "/api/v1/users/me", token: native.token).json
        #expect(shown["is_admin"] == true && shown["roles"] == ["user", "editor"])

        let list = try await client.fess(.get, "/settings", as: admin)
        let other = try await client.fess(.put, "/settings", as: admin)
        #expect(list.settings.count == 2 && list.settings.last == .object(expected) && list.json == other.json)
        #expect(list.response?["total"] == 2 && list.response?["version"] == "1.2.3")
        let deleted = try await client.fess(.delete, "/setting/\(id)/", as: admin)
        #expect(deleted.json == updated.json)
        #expect(try await client.fess(.get, "/setting/\(id)", as: admin).outcome == "404 1")
    }

    @Test(arguments: TestEngine.allCases)
    func `Every field is kept, shown and cleared, at its place or in the map`(engine: TestEngine) async throws {
        let client = try await TestClient.fess(engine)
        let admin = try await client.makeAdmin("admin@example.com").bearer
        var values: [String: JSONValue] = [:]
        for name in Self.profile where name != "mail" { values[name] = .string("the \(name)") }
        values["mail"] = "jane@example.com"
        let direct = try await client.makeFessUser("direct", values, as: admin)
        values["mail"] = "joe@example.com"
        let mapped = try await client.makeFessUser("mapped", ["attributes": .object(values)], as: admin)
        var shown = Self.empty(mapped, "mapped").merging(values) { $1 }
        #expect(try await client.fessUser(mapped, as: admin) == .object(shown))
        shown = Self.empty(direct, "direct").merging(values) { $1 }
        shown["mail"] = "jane@example.com"
        #expect(try await client.fessUser(direct, as: admin) == .object(shown))

        // What is absent stays; what is read can be written back.
        let some: JSONValue = ["id": .string(direct), "versionNo": 1, "title": "Dr.", "pager": .null, "street": " "]
        #expect(try await client.fess(.put, "/setting", some, as: admin).outcome == "200 0")
        shown.merge(["title": "Dr.", "pager": "", "street": "", "versionNo": 2]) { $1 }
        #expect(try await client.fessUser(direct, as: admin) == .object(shown))
        #expect(try await client.fess(.put, "/setting", .object(shown), as: admin).outcome == "200 0")
        #expect(try await client.fessUser(direct, as: admin) == .object(shown))

        for name in Self.profile where name != "mail" { shown[name] = "" }
        #expect(try await client.fess(.put, "/setting", .object(shown), as: admin).outcome == "200 0")
        shown["versionNo"] = 3
        #expect(try await client.fessUser(direct, as: admin) == .object(shown))
    }

    @Test(arguments: TestEngine.allCases)
    func `What one dialect writes, the others read`(engine: TestEngine) async throws {
        let client = try await TestClient.fess(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let id = try await client.makeFessUser(
            "jane",
            [
                "surname": "Doe", "givenName": "Jane", "displayName": "JD", "preferredLanguage": "fr_FR",
                "mail": "jane@example.com", "roles": ["editor"], "groups": ["staff"], "title": "Dr.",
            ], as: admin.bearer)
        let native = try await client.send(.get, "/api/v1/admin/users/\(id)", token: admin.token).json
        let expected: [String: JSONValue] = [
            "username": "jane", "email": "jane@example.com", "first_name": "Jane", "last_name": "Doe",
            "display_name": "JD", "locale": "fr_FR", "roles": ["editor"], "groups": ["staff"], "version": 1,
            "is_admin": false, "is_active": true,
        ]
        for (name, value) in expected { #expect(native[name] == value, "\(name)") }
        _ = try await client.send(
            .patch, "/api/v1/admin/users/\(id)", ["last_name": "Roe", "is_admin": true], token: admin.token)
        let shown = try await client.fessUser(id, as: admin.bearer)
        #expect(shown["surname"] == "Roe" && shown["roles"] == ["admin", "editor"] && shown["versionNo"] == 2)

        let jane = try await client.logIn("jane")
        let export = try await client.send(.get, "/api/v1/users/me/export", token: jane.token).json
        #expect(export["attributes"] == ["title": "Dr."] && export["login_names"] == ["jane@example.com", "jane"])
        let change: JSONValue = ["id": .string(id), "versionNo": 2, "title": "Prof.", "pager": "7"]
        #expect(try await client.fess(.put, "/setting", change, as: admin.bearer).outcome == "200 0")
        let entries = try await client.audit("&user_id=\(id)&event=user_updated", by: admin)
        #expect(entries.first?["details"] == ["fields": "attributes"])

        #expect(try await client.fess(.delete, "/setting/\(id)", as: admin.bearer).outcome == "200 0")
        let users = try #require(AccountSchema.current.collections.first { $0.name == "users" })
        let left = try await client.store.find(id: .objectID(try #require(ObjectID(hex: id))), in: users)
        #expect(left != nil && left?["attributes"] == nil)
    }

    @Test(arguments: TestEngine.allCases)
    func `A name is a login name, and an address that stands for one is no claim`(engine: TestEngine) async throws {
        let client = try await TestClient.fess(engine)
        let admin = try await client.makeAdmin("admin@example.com")
        let native = try await client.makeUser("jane@example.com", username: "Jane")
        let jane = try await client.makeFessUser("jane", as: admin.bearer)
        _ = try await client.logIn("JANE")
        #expect(try await client.fessUser(native.id, as: admin.bearer)["name"] == "jane@example.com")

        func put(_ id: String, _ version: Int64, _ fields: [String: JSONValue]) async throws -> String {
            let body = ["id": .string(id), "versionNo": .integer(version)].merging(fields) { $1 }
            return try await client.fess(.put, "/setting", .object(body), as: admin.bearer).outcome
        }
        // Unchanged, with another address beside it or not: still no login name.
        #expect(try await put(native.id, 1, ["name": "Jane@example.com"]) == "200 0")
        #expect(try await put(native.id, 1, ["name": "jane@example.com", "mail": "new@example.com"]) == "200 0")
        let renamed = try await client.fessUser(native.id, as: admin.bearer)
        #expect(renamed["name"] == "new@example.com" && renamed["versionNo"] == 2)

        #expect(try await put(native.id, 2, ["name": "jane"]) == "409 1")
        #expect(try await put(native.id, 2, ["name": "joe"]) == "200 0")
        _ = try await client.logIn("joe")
        #expect(try await put(jane, 1, ["name": "Joe"]) == "409 1")
        #expect(try await put(jane, 1, ["name": "Jane"]) == "200 0")
        #expect(try await put(jane, 2, ["name": "ann"]) == "200 0")
        #expect(try await client.tryLogIn("jane").status == .unauthorized)
        #expect(try await client.makeFessUser("jane", as: admin.bearer) != jane)
        let taken = try await client.fess(
            .post, "/setting", ["name": "ANN", "password": .string(TestClient.password)], as: admin.bearer)
        #expect(taken.outcome == "409 1" && taken.message == "The user name belongs to another account.")
        #expect(try await put(jane, 3, ["mail": "new@example.com"]) == "409 1")
    }

    @Test(arguments: TestEngine.allCases)
    func `A new password ends the sessions, and an empty one changes nothing`(engine: TestEngine) async throws {
        let client = try await TestClient.fess(engine)
        let admin = try await client.makeAdmin("admin@example.com").bearer
        let id = try await client.makeFessUser("jane", as: admin)
        let jane = try await client.logIn("jane")
        for password: JSONValue in [.null, "", .string("a password of her own")] {
            #expect(try await client.status(jane.token) == 200)
            let body: JSONValue = [
                "id": .string(id), "versionNo": 1, "password": password, "confirm_password": password,
            ]
            #expect(try await client.fess(.put, "/setting", body, as: admin).outcome == "200 0")
        }
        #expect(try await client.status(jane.token) == 401)
        _ = try await client.logIn("jane", password: "a password of her own")
        let removed = try await client.fess(
            .put, "/setting", ["id": .string(id), "versionNo": 1, "roles": ["admin"]], as: admin)
        #expect(removed.outcome == "200 0")
        let demoted = try await client.fess(
            .put, "/setting", ["id": .string(id), "versionNo": 2, "roles": ["user"]], as: admin)
        #expect(demoted.outcome == "200 0")
        #expect(try await client.fessUser(id, as: admin)["roles"] == ["user"])
    }
}
