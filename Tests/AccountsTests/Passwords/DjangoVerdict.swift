@testable import Accounts

/// What Django 5.2.19 finds wrong with passwords, as its `validate_password` said.
struct DjangoVerdict: Sendable {
    let password: String
    let username: String
    let firstName: String
    let lastName: String
    let email: String
    let problems: [DjangoPasswordProblem]

    var attributes: [DjangoAttribute: String] {
        [.username: username, .firstName: firstName, .lastName: lastName, .email: email]
    }

    private init(
        _ password: String, _ username: String, _ firstName: String, _ lastName: String, _ email: String,
        _ problems: [DjangoPasswordProblem]
    ) {
        self.password = password
        self.username = username
        self.firstName = firstName
        self.lastName = lastName
        self.email = email
        self.problems = problems
    }

    static let all: [DjangoVerdict] = [
        DjangoVerdict("12345", "", "", "", "", [.tooShort, .tooCommon, .entirelyNumeric]),
        DjangoVerdict("password", "", "", "", "", [.tooCommon]),
        DjangoVerdict("Password ", "", "", "", "", [.tooCommon]),
        DjangoVerdict("88888888", "", "", "", "", [.tooCommon, .entirelyNumeric]),
        DjangoVerdict("²²²²²²²²", "", "", "", "", [.entirelyNumeric]),
        DjangoVerdict("٣٤٥٦٧٨٩٠", "", "", "", "", [.entirelyNumeric]),
        DjangoVerdict("1234567a", "", "", "", "", [.tooCommon]),
        DjangoVerdict("½½½½½½½½½", "", "", "", "", []),
        DjangoVerdict("correct horse battery staple", "", "", "", "", []),
        DjangoVerdict("newpasswor", "", "", "", "", [.tooCommon]),
        DjangoVerdict("jane.doe", "jane.doe", "", "", "", [.tooSimilar(.username)]),
        DjangoVerdict("JaneDoe1", "jane.doe", "", "", "", [.tooSimilar(.username)]),
        DjangoVerdict("enaj-eod", "jane.doe", "", "", "", [.tooSimilar(.username)]),
        DjangoVerdict("jane1234", "jane.doe", "", "", "", []),
        DjangoVerdict("janexyz", "jane.doe", "", "", "", [.tooSimilar(.username), .tooShort]),
        DjangoVerdict("jane99", "jane.doe", "", "", "", [.tooSimilar(.username), .tooShort]),
        DjangoVerdict("xxxxxxxxxxxxjane", "jane", "", "", "", []),
        DjangoVerdict("lovelace", "ada", "Ada", "Lovelace", "ada@example.com", [.tooSimilar(.lastName)]),
        DjangoVerdict("example.com", "ada", "Ada", "Lovelace", "ada@example.com", [.tooSimilar(.email)]),
        DjangoVerdict("ada@example.com", "ada", "Ada", "Lovelace", "ada@example.com", [.tooSimilar(.email)]),
        DjangoVerdict("exampleX9", "ada", "", "", "ada@example.com", [.tooSimilar(.email)]),
        DjangoVerdict("maria-maria", "maria", "Maria", "Maria", "maria@maria.org", [.tooSimilar(.email)]),
        DjangoVerdict("Straßenbahn", "strassenbahn", "", "", "", [.tooSimilar(.username)]),
        DjangoVerdict("Łukasz77", "łukasz", "", "", "", [.tooSimilar(.username)]),
        DjangoVerdict("ÉMILEémile", "e", "Émile", "", "", []),
        DjangoVerdict("e\u{301}milee\u{301}", "e", "e\u{301}mile", "", "", [.tooSimilar(.firstName)]),
        DjangoVerdict("日本日本日本", "日本", "", "", "", [.tooShort]),
        DjangoVerdict("日本日本日本", "日本・語", "", "", "", [.tooShort]),
        DjangoVerdict("a_b_c_d_e", "a_b_c_d", "", "", "", [.tooSimilar(.username)]),
        DjangoVerdict("oneill77", "o'neill", "", "", "", [.tooSimilar(.username)]),
        DjangoVerdict("ⅷⅷⅷⅷ", "ⅷ", "", "", "", [.tooShort]),
        DjangoVerdict("12345678", "12345", "", "", "", [.tooSimilar(.username), .tooCommon, .entirelyNumeric]),
        DjangoVerdict("abcdefghij", "a", "", "", "", [.tooCommon]),
        DjangoVerdict("aaaaaaaaaa", "a", "", "", "", [.tooCommon]),
        DjangoVerdict("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "aaa", "", "", "", []),
        DjangoVerdict("abcdefghijklmnopqrst", "abcdefghijklm", "", "", "", [.tooSimilar(.username)]),
        DjangoVerdict("abcdefghijklmnopqrst", "abcdefghijk", "", "", "", [.tooSimilar(.username)]),
        DjangoVerdict("İstanbul9", "istanbul", "", "", "", [.tooSimilar(.username)]),
        DjangoVerdict("-", "²³-", "Lovelace", "", "o’neill.@localhost", [.tooShort, .tooCommon]),
        DjangoVerdict(
            "_aiabim-_aam2raaa-_abi___-rbmra", "maria-a_b_", "maria-", "mcdonald\"", "ⅷİpek-@example.com", []),
        DjangoVerdict(
            "@ol24pl ie20m’cee 6n.oaxm", "josé\"", "2024.", "", "o’neill 2024 @example.com", [.tooSimilar(.email)]),
        DjangoVerdict("ßb", "42_", "½_", "ß+", "josé·@example.com", [.tooShort]),
        DjangoVerdict(" SHAWTY1\t", "straße@", "2024/", "", "²³@example.com", [.tooCommon]),
        DjangoVerdict("02359", "42+", "Lovelace+", "o’neill-", "joséjohn @x.org", [.tooShort, .entirelyNumeric]),
        DjangoVerdict("epİk3", "İpek", "", "ß ", "jane.@example.com", [.tooSimilar(.username), .tooShort]),
        DjangoVerdict("ld/ndao", "İpek_", "mcdonald/", "", "émile.@example.com", [.tooSimilar(.firstName), .tooShort]),
        DjangoVerdict("strASSE-\"", "straße-ⅷ\"", "", "", "straße@x.org", [.tooSimilar(.username)]),
        DjangoVerdict("ibo\"en0’ll", "alexander+", "o’neill\"", "", "Lovelace+@localhost", [.tooSimilar(.firstName)]),
        DjangoVerdict("0964217²4", "mcdonald.", "İpek", "", "john@example.com", [.entirelyNumeric]),
        DjangoVerdict(
            "jane", "日本", "john\"", "jane", "x@example.com", [.tooSimilar(.lastName), .tooShort, .tooCommon]),
        DjangoVerdict(
            "2024", "Lovelace\"", "", "2024 ", "٣٤٥@localhost", [.tooSimilar(.lastName), .tooShort, .entirelyNumeric]),
        DjangoVerdict(
            "jane", "ß@²³/", "jane_", "jane_", "émile+Lovelace@x.org", [.tooSimilar(.firstName), .tooShort, .tooCommon]),
        DjangoVerdict("gxoR@.X", "Łukasz/user@", "john·", "", "x@x.org", [.tooSimilar(.email), .tooShort]),
        DjangoVerdict(
            "alexander ", "josé-İpek_", "", "alexander ", "alexander-straße_@example.com",
            [.tooSimilar(.lastName), .tooCommon]),
        DjangoVerdict("2", "²³@", "", "jane+", "Doe·@localhost", [.tooShort, .tooCommon, .entirelyNumeric]),
        DjangoVerdict("DbOe\"", "a_b\"", "", "Doe\"", "x/@localhost", [.tooSimilar(.lastName), .tooShort]),
        DjangoVerdict("aceeLlvo-", "Łukasz/", "", "Lovelace-", "42@x.org", [.tooSimilar(.lastName)]),
        DjangoVerdict(
            "JAN", "jane·²³-", "jane", "", "o’neill/x_@x.org", [.tooSimilar(.username), .tooShort, .tooCommon]),
        DjangoVerdict(
            "٤٥", "٣٤٥", "", "", "Lovelace/42 @example.com", [.tooSimilar(.username), .tooShort, .entirelyNumeric]),
        DjangoVerdict(
            "aLExANDR ", "ⅷ+2024.", "alexander ", "", "alexander/user.@example.com",
            [.tooSimilar(.firstName), .tooCommon]),
        DjangoVerdict(
            "2024", "maria/john/", "2024", "٣٤٥/", "½.@example.com",
            [.tooSimilar(.firstName), .tooShort, .entirelyNumeric]),
        DjangoVerdict("20032003", "maria@", "x", "", "alexander a_b @example.com", [.tooCommon, .entirelyNumeric]),
        DjangoVerdict(
            "AlEXAnDER", "alexander", "", "", "e\u{301}mile·john_@localhost", [.tooSimilar(.username), .tooCommon]),
        DjangoVerdict(
            "amelie", "alexander/", "", "", "émile-@example.com", [.tooSimilar(.email), .tooShort, .tooCommon]),
        DjangoVerdict(
            "24", "josée\u{301}mile", "42+", "", "ⅷ-ß@example.com",
            [.tooSimilar(.firstName), .tooShort, .tooCommon, .entirelyNumeric]),
        DjangoVerdict(
            "24", "42\"", "", "a_b@", "Lovelace @localhost",
            [.tooSimilar(.username), .tooShort, .tooCommon, .entirelyNumeric]),
        DjangoVerdict("masters1", "²³+", "jane/", "émile·", "straße@example.com", [.tooSimilar(.email), .tooCommon]),
        DjangoVerdict(
            "٣190422", "2024_josé", "ß+", "²³-", "2024·@example.com",
            [.tooSimilar(.email), .tooShort, .entirelyNumeric]),
        DjangoVerdict(
            "24", "émile·", "a_b_", "ⅷ", "mcdonald+42·@example.com",
            [.tooSimilar(.email), .tooShort, .tooCommon, .entirelyNumeric]),
        DjangoVerdict(
            "24", "john+user", "", "42", "Doe+@localhost",
            [.tooSimilar(.lastName), .tooShort, .tooCommon, .entirelyNumeric]),
    ]
}
