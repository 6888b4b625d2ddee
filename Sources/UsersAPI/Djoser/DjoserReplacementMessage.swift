/// `PUT` of a user: as `PATCH`, but the address must be there.
struct DjoserReplacementMessage: DjoserMessage {
    static let fields: [any FieldDeclaration] = [DjoserFields.email] + DjoserChangesMessage.fields.dropFirst()

    let update: DjoserChangesMessage

    static func takesFiles(in context: RequestContext) -> Bool { DjoserChangesMessage.takesFiles(in: context) }

    init(_ form: inout DjoserForm) async throws {
        update = try await DjoserChangesMessage(&form)
    }
}
