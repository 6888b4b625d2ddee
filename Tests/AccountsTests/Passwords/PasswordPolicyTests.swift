import Testing

@testable import Accounts

@Suite struct PasswordPolicyTests {
    @Test(
        "8 to 1,024 code points without a NUL are taken, whatever they are",
        arguments: [
            ("sevench", PasswordProblem.tooShort), ("", .tooShort), ("🔑🔑🔑🔑🔑🔑🔑", .tooShort),
            ("🔑🔑🔑🔑🔑🔑🔑🔑", nil), ("eight ch", nil), ("        ", nil), ("newpassword", nil),
            ("e\u{301}e\u{301}e\u{301}e\u{301}", nil),
            (String(repeating: "x1", count: 512), nil), (String(repeating: "x1", count: 512) + "x", .tooLong),
            ("a password with a \u{0}", .containsNUL), ("\u{0}", .containsNUL),
        ])
    func limitsLength(password: String, problem: PasswordProblem?) {
        #expect(PasswordPolicy.check(password, email: nil, username: nil) == problem)
    }

    @Test(
        "The account's own names and the service's are refused in any case, what contains them is not",
        arguments: [
            ("Jane@Example.COM", PasswordProblem.sameAsEmail), ("jane@example.com", .sameAsEmail),
            ("JANETHEGREAT", .sameAsUsername), ("ACCOUNTS OF ACME", .sameAsServiceName),
            ("jane@example.com1", nil), ("the janethegreat", nil), ("accounts of acme!", nil),
        ])
    func refusesOwnNames(password: String, problem: PasswordProblem?) {
        let found = PasswordPolicy.check(
            password, email: "jane@example.com", username: "JaneTheGreat", serviceName: "Accounts of Acme")
        #expect(found == problem)
    }

    @Test(
        "Common passwords are refused in any case, with or without white space around",
        arguments: ["password1", "PassWord1", " password1", "12345678", "!qaz1qaz", "\"zxcvbnm,./\"", "ｐａｓｓｗｏｒｄ"])
    func refusesCommon(password: String) {
        #expect(PasswordPolicy.check(password, email: nil, username: nil) == .tooCommon)
    }
}
