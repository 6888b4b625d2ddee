import Testing

@testable import Accounts

@Suite struct DjangoPasswordValidationTests {
    @Test(arguments: DjangoVerdict.all)
    func `Passwords are judged as Django judges them`(verdict: DjangoVerdict) {
        let problems = DjangoPasswordValidation.problems(of: verdict.password, attributes: verdict.attributes)
        #expect(problems == verdict.problems)
    }

    @Test func `Without attributes nothing is similar`() {
        #expect(DjangoPasswordValidation.problems(of: "jane@example.com").isEmpty)
        #expect(DjangoPasswordValidation.problems(of: "12345") == [.tooShort, .tooCommon, .entirelyNumeric])
    }
}
