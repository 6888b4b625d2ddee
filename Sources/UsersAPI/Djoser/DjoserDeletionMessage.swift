import Accounts
import DocumentStore

/// `DELETE` of one's own account, or of another's: with one's own password.
struct DjoserDeletionMessage: DjoserMessage {
    static let fields: [any FieldDeclaration] = [DjoserFields.currentPassword]

    let target: ObjectID
    let proof: PasswordProof

    init(_ form: inout DjoserForm) async throws {
        target = try await form.context.djoserTarget().id
        let proof = try await form.prove(DjoserFields.currentPassword)
        self.proof = try form.finish(with: proof)
    }
}
