import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

@Suite struct DjoserRegistrationTests {
    private static let cases = DjoserCase.list(
        #"""
        {"password":"xK9-a","re_password":"xK9-a"} => password: short
        {"password":"password1","re_password":"password1"} => password: common
        {"password":"trustno1","re_password":"trustno1"} => password: common
        {"password":"82736451902","re_password":"82736451902"} => password: numeric
        {"password":"12345","re_password":"12345"} => password: short, common, numeric
        {"password":"","re_password":""} => password: blank; re_password: blank
        {"password":"      ","re_password":"      "} => password: blank; re_password: blank
        {"password":"q9-Zr4k","re_password":"q9-Zr4k"} => password: short
        {"password":"Evangeline7","re_password":"Evangeline7","first_name":"Evangeline"} => password: like first name
        {"password":"Kq7-\u0000violet","re_password":"Kq7-\u0000violet"} => password: NUL; re_password: NUL
        {"re_password":"Different-1-pass"} => non_field_errors: passwords differ
        {"password":"123","re_password":"456"} => password: short, common, numeric
        {"username":"(absent)"} => username: required
        {"username":"miss20","email":"(absent)"} => email: required
        {"username":"miss21","password":"(absent)"} => password: required
        {"username":"miss22","re_password":"(absent)"} => re_password: required
        {"username":""} => username: blank
        {"username":null} => username: null
        {"username":true} => username: text
        {"username":["a"]} => username: text
        {"username":{"a":1}} => username: text
        {"email":""} => email: blank
        {"email":null} => email: null
        {"username":"num31","email":12345678} => email: address
        {"email":true} => email: address
        {"email":["a"]} => email: address
        {"email":{"a":1}} => email: address
        {"password":""} => password: blank
        {"password":null} => password: null
        {"username":"num37","password":12345678} => password: common, numeric
        {"password":true} => password: text
        {"password":["a"]} => password: text
        {"password":{"a":1}} => password: text
        {"re_password":""} => re_password: blank
        {"re_password":null} => re_password: null
        {"username":"num43","re_password":12345678} => non_field_errors: passwords differ
        {"re_password":true} => re_password: text
        {"re_password":["a"]} => re_password: text
        {"re_password":{"a":1}} => re_password: text
        {"username":"a b"} => username: characters
        {"username":"a/b"} => username: characters
        {"username":"a$b"} => username: characters
        {"username":"smile😀"} => username: characters
        {"username":"a\u0000b"} => username: characters, NUL
        {"username":"ab\ncd"} => username: characters
        {"username":"<script>"} => username: characters
        {"email":"plain"} => email: address
        {"email":"a@"} => email: address
        {"email":"a@b"} => email: address
        {"email":"a@b@c.com"} => email: address
        {"email":"a b@example.com"} => email: address
        {"email":"A <a@example.com>"} => email: address
        {"email":"a..b@example.com"} => email: address
        {"email":"\"a b\"@example.com"} => email: address
        {"email":"jörg@example.com"} => email: address
        {"email":"a@example.com\r\nBcc: x@example.com"} => email: address
        {"email":"a@example.com,b@example.com"} => email: address
        {"username":"marguerite","password":"marguerite1","re_password":"marguerite1"} => password: like username
        {"email":"bartho@example.com","password":"bartho9x","re_password":"bartho9x"} => password: like email
        {"first_name":"Evangeline","password":"Evangeline7","re_password":"Evangeline7"} => password: like first name
        {"username":"a b","email":"plain","password":null} => username: characters; email: address; password: null
        """#)

    private static let taken = DjoserCase.list(
        #"""
        {"email":"other@example.com"} => username: taken
        {"username":"JANE","email":"other@example.com"} => username: taken
        {"username":"other"} => email: email taken
        {"username":"other","email":"JANE@EXAMPLE.com"} => email: email taken
        {} => username: taken; email: email taken
        {"password":"123","re_password":"123"} => username: taken; email: email taken
        {"password":"","email":"a@b"} => username: taken; password: blank; email: address
        """#)

    private static let jane = TestClient.djoserRegistration("jane")

    @Test(arguments: cases)
    func `Fields against the rules are told in Djoser's words`(_ row: DjoserCase) async throws {
        let client = try await TestClient(.sqlite)
        let answer = try await client.send(.post, "/auth/users/", DjoserWords.body(Self.jane, with: row.changes))
        #expect(try answer.isRefused(row.errors), "\(row.changes)")
    }

    @Test(arguments: TestEngine.allCases)
    func `What is taken is told with all other fields' problems`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        #expect(try await client.send(.post, "/auth/users/", .object(Self.jane)).status == .created)
        for row in Self.taken {
            let answer = try await client.send(.post, "/auth/users/", DjoserWords.body(Self.jane, with: row.changes))
            #expect(try answer.isRefused(row.errors), "\(row.changes)")
        }
    }

    @Test(
        arguments: [
            (#"{"username":12345678}"#, "username", "12345678"), (#"{"username":1.5}"#, "username", "1.5"),
            (#"{"username":"  trimmed  "}"#, "username", "trimmed"), (#"{"username":"abc\n"}"#, "username", "abc"),
            (#"{"username":"ｆｕｌｌ"}"#, "username", "full"), (#"{"username":"日本語"}"#, "username", "日本語"),
            (#"{"username":"a.b+c-d_e@f"}"#, "username", "a.b+c-d_e@f"), (#"{"username":"me"}"#, "username", "me"),
            (#"{"email":"  sp-out@example.com  "}"#, "email", "sp-out@example.com"),
            (#"{"email":"UPPER@EXAMPLE.ORG"}"#, "email", "UPPER@example.org"),
            (#"{"email":"a@localhost"}"#, "email", "a@localhost"),
            (#"{"email":"a@[127.0.0.1]"}"#, "email", "a@[127.0.0.1]"),
            (#"{"email":"a@bücher.example"}"#, "email", "a@bücher.example"),
            (#"{"first_name":"Ada","last_name":"Lovelace"}"#, "first_name", "Ada"),
            (#"{"is_active":true,"is_staff":true,"id":9999,"unknown":"x"}"#, "username", "jane"),
        ])
    func `Values are taken as Djoser takes them`(changes: String, field: String, value: String) async throws {
        let client = try await TestClient(.sqlite)
        let answer = try await client.send(.post, "/auth/users/", DjoserWords.body(Self.jane, with: changes))
        #expect(answer.status == .created)
        #expect(answer.json[field] == .string(value) && answer.json["is_active"] == false)
    }

    @Test func `What is taken can't be asked without end`() async throws {
        let client = try await TestClient(.sqlite, limitsRates: true)
        var answers = 0
        while answers < 1000 {
            let answer = try await client.send(
                .post, "/auth/users/", ["email": "jane@example.com"], from: "203.0.113.7")
            guard answer.status == .badRequest else {
                #expect(answer.status == .tooManyRequests)
                break
            }
            answers += 1
        }
        #expect(answers < 1000)
    }

    @Test func `Without activation mails who registers is active at once`() async throws {
        var settings = APISettings()
        settings.djoser.mailsActivation = false
        let client = try await TestClient(.sqlite, settings: settings)
        let user = try await client.send(.post, "/auth/users/", .object(Self.jane))
        #expect(user.status == .created && user.json["is_active"] == true)
        #expect(try await client.deliver().allSatisfy { $0.link?.path != "activate" })
        let password = try #require(Self.jane["password"])
        let tokens = try await client.send(.post, "/auth/jwt/create/", ["username": "jane", "password": password])
        #expect(tokens.status == .ok)
    }

    @Test(arguments: TestEngine.allCases)
    func `An account comes to life by its mailed link, once`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        let user = try await client.send(.post, "/auth/users/", .object(Self.jane))
        #expect(
            user.json
                == .object([
                    "id": try #require(user.json["id"]), "username": "jane", "email": "jane@example.com",
                    "first_name": "", "last_name": "", "avatar": .null, "is_active": false,
                ]))
        let login: JSONValue = ["username": "jane", "password": .string(TestClient.djoserPassword)]
        #expect(try await client.send(.post, "/auth/jwt/create/", login).status == .unauthorized)

        let link = try await client.deliveredLink("activate", to: "jane@example.com")
        #expect(try await client.activate(link).status == .noContent)
        let again = try await client.activate(link)
        #expect(again.status == .forbidden && again.json == ["detail": "Stale token for given user."])
        #expect(try await client.send(.post, "/auth/jwt/create/", login).status == .ok)
    }

    @Test(
        arguments: DjoserCase.list(
            #"""
            {"uid":"(absent)","token":"(absent)"} => uid: required; token: required
            {"uid":"","token":null} => uid: blank; token: null
            {"uid":"!!!"} => uid: uid
            {"uid":"OTk5OTk5"} => uid: uid
            {"uid":1} => uid: uid
            {"token":"wrong-token"} => token: token
            """#))
    func `Links that are not good activate nothing`(_ row: DjoserCase) async throws {
        let client = try await TestClient(.sqlite)
        #expect(try await client.send(.post, "/auth/users/", .object(Self.jane)).status == .created)
        let link = try await client.deliveredLink("activate", to: "jane@example.com")
        let body = try DjoserWords.body(
            ["uid": .string(link.uid), "token": .string(link.token)], with: row.changes)
        let answer = try await client.send(.post, "/auth/users/activation/", body)
        #expect(try answer.isRefused(row.errors))

        client.clock.advance(by: .seconds(3 * 86_400 + 1))
        let late = try await client.activate(link)
        #expect(try late.isRefused("token: token"))
    }

    @Test(arguments: TestEngine.allCases)
    func `Only who waits for the link gets it again, and all are answered alike`(engine: TestEngine) async throws {
        let client = try await TestClient(engine)
        _ = try await client.makeDjoserUser("active")
        #expect(try await client.send(.post, "/auth/users/", .object(Self.jane)).status == .created)
        _ = try await client.deliver()
        for email in ["jane@example.com", "active@example.com", "nobody@example.com"] {
            let answer = try await client.send(.post, "/auth/users/resend_activation/", ["email": .string(email)])
            #expect(answer.status == .noContent)
        }
        let mails = try await client.deliver()
        #expect(mails.map(\.recipient) == ["jane@example.com"])
        #expect(try await client.activate(try #require(mails[0].link)).status == .noContent)
    }
}
