import Accounts
import SocketServer

/// What part of the list is asked for: in the query, or in the body, which counts more.
struct FessListQuery {
    let size: Int
    let offset: Int
    /// The only user to list, if there is one; what is no id is nobody's.
    let id: String?

    private static let size = Field.integer("size", in: 1...AccountQuery.maximumLimit, description: "The page's size.")
    private static let id = Field.string("id", description: "One user alone.")

    /// The number of the page, from 0 as documented; as the server counts from 1, 0 and below mean 1.
    private static func page(_ compatibility: FessCompatibility) -> Field<Int> {
        Field.integer(
            "page", in: compatibility == .docs ? 0...AccountQuery.maximumOffset : Int.min...Int.max,
            description: "The page's number, counted from \(compatibility == .docs ? 0 : 1).")
    }

    static func reading(_ compatibility: FessCompatibility) -> Reading<FessListQuery> {
        Reading(
            query: queryFields(compatibility), body: .object(bodyFields(compatibility).map(\.property)),
            examples: ["A large page": ["size": 1000]], encodings: [.json, .absent]
        ) { context, answer in
            try await answer(try await FessListQuery(context.request, compatibility))
        }
    }

    private static func queryFields(_ compatibility: FessCompatibility) -> [any FieldDeclaration] {
        [size, page(compatibility), id]
    }

    /// In a body, null is as good as absent.
    private static func bodyFields(_ compatibility: FessCompatibility) -> [any FieldDeclaration] {
        [size.nullable, page(compatibility).nullable, id.nullable]
    }

    /// - Throws: As `QueryString` and `MessageBody`; `AccountError.invalid`.
    private init(_ request: Request, _ compatibility: FessCompatibility) async throws {
        let page = Self.page(compatibility)
        let query = try QueryString.values(of: request.query, as: Self.queryFields(compatibility))
        let fields = Self.bodyFields(compatibility)
        let body = try FieldValues(
            try await MessageBody.read(request, as: [.json, .absent], for: fields), as: fields)
        let size = body[Self.size] ?? query[Self.size] ?? (compatibility == .docs ? 20 : 25)
        let number = body[page] ?? query[page] ?? 0
        guard (1...AccountQuery.maximumLimit).contains(size) else {
            throw Self.outOfRange("size", "This must be an integer from 1 to \(AccountQuery.maximumLimit).")
        }
        guard number >= 0 || compatibility == .server else {
            throw Self.outOfRange("page", "This must be an integer from 0.")
        }
        let skipped = compatibility == .docs ? number : max(number, 1) - 1
        guard skipped <= AccountQuery.maximumOffset / size else {
            throw Self.outOfRange("page", "At most \(AccountQuery.maximumOffset) users can be skipped.")
        }
        self.size = size
        offset = skipped * size
        id = body.text(Self.id) ?? query.text(Self.id)
    }

    private static func outOfRange(_ field: String, _ message: String) -> AccountError {
        .invalid([FieldProblem(field, .outOfRange, message)])
    }
}
