import DocumentStore
import TestSupport
import Testing

@testable import Accounts

/// Who sees which account, and which identifiers are taken.
@Suite struct VisibilityTests {
    @Test(arguments: TestEngine.allCases)
    func `One sees oneself, administrators see all, and what is hidden does not exist`(engine: TestEngine) async throws
    {
        let test = try await TestServices(engine)
        let (jane, john) = (try await test.makeUser("jane"), try await test.makeUser("john"))
        _ = try await test.services.registration.registerAdmin(
            NewAccount(email: "chief@example.com", username: "chief", password: TestServices.password))
        let (user, chief) = (try await test.caller("jane"), try await test.caller("chief@example.com"))
        func seen(_ id: ObjectID, by caller: Caller) async -> String? {
            await failure {
                let account = try await test.services.administration.account(id, visibleTo: caller)
                #expect(account.id == id)
            }
        }
        #expect(await seen(jane.id, by: user) == nil)
        for id in [jane.id, john.id] { #expect(await seen(id, by: chief) == nil) }
        #expect(await seen(john.id, by: user) == "notFound")
        for caller in [user, chief] { #expect(await seen(ObjectID.generate(), by: caller) == "notFound") }
    }

    @Test(arguments: TestEngine.allCases)
    func `Identifiers are taken in any case, but by those who may keep them alone`(engine: TestEngine) async throws {
        let test = try await TestServices(engine)
        let registration = test.services.registration
        let jane = try await test.makeUser("jane")
        func taken(_ email: String, _ username: String, except id: ObjectID? = nil) async throws -> [Bool] {
            let taken = try await registration.taken(email: email, username: username, except: id)
            return [taken.email, taken.username]
        }
        #expect(try await taken("JANE@example.com", " Jane") == [true, true])
        #expect(try await taken("jane@example.com", "john") == [true, false])
        #expect(try await taken("jane@example.com", "jane", except: jane.id) == [false, false])
        #expect(try await registration.taken() == TakenIdentifiers(email: false, username: false))
        let tenant = try #require(NamespaceName("tenant"))
        #expect(try await !registration.taken(username: "jane", in: tenant).username)

        _ = try await test.register("john")
        #expect(try await taken("john@example.com", "john") == [true, true])
        test.clock.advance(by: .seconds(3 * 86_400))
        #expect(try await taken("john@example.com", "john") == [false, false])
        _ = try await test.register("john")
    }
}
