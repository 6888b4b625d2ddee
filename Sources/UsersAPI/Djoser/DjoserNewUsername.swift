import Accounts

/// A login name that is to be set, typed twice.
struct DjoserNewUsername {
    private let field = DjoserFields.loginName("new_username")
    private let repetition = DjoserText("re_new_username", example: .string("jane"))

    var fields: [any FieldDeclaration] { [field, repetition] }

    /// Adds that the name is taken, be it by its own holder.
    func checkIsFree(_ form: inout DjoserForm) async throws {
        try await form.checkIsFree(username: field)
    }

    /// - Throws: `AccountError.invalid` where it was typed in two ways.
    func value(in form: DjoserForm) throws(AccountError) -> String {
        let name = try form.required(field)
        guard name == (try form.required(repetition)) else {
            throw .invalid([FieldProblem(path: [], .conflict, "The two username fields didn't match.")])
        }
        return name
    }
}
