import Accounts

/// The query of a request's target, as `application/x-www-form-urlencoded` (WHATWG URL §5.1).
enum QueryString {
    /// The declared fields' values.
    ///
    /// - Throws: `APIError.invalidQuery` for a parameter that is not declared, stands there twice, or has no proper value.
    static func values(of query: String?, as fields: [any FieldDeclaration]) throws(APIError) -> FieldValues {
        var members: [String: JSONValue] = [:]
        guard let pairs = pairs(query ?? "") else {
            throw problem("query", .invalid, "The query is not proper percent-encoded UTF-8.")
        }
        for (name, value) in pairs {
            guard let field = fields.first(where: { $0.property.name == name }) else {
                throw problem(name, .unknown, "This parameter is not known here.")
            }
            guard members[name] == nil else { throw problem(name, .conflict, "This parameter stands there twice.") }
            members[name] = try read(value, as: field.property)
        }
        do {
            return try FieldValues(members, as: fields)
        } catch {
            throw APIError(query: error)
        }
    }

    private static func read(_ text: String, as property: Schema.Property) throws(APIError) -> JSONValue {
        switch property.schema {
        case .integer(let range):
            guard let integer = Int64(text), range?.contains(Int(integer)) ?? true else {
                let bounds = range.map { " from \($0.lowerBound) to \($0.upperBound)" } ?? ""
                throw problem(property.name, .outOfRange, "This must be an integer\(bounds).")
            }
            return .integer(integer)
        case .boolean:
            guard text == "true" || text == "false" else {
                throw problem(property.name, .wrongType, "This must be true or false.")
            }
            return .boolean(text == "true")
        case .enumeration(let values):
            guard values.contains(text) else {
                throw problem(property.name, .invalid, "This must be one of \(values.joined(separator: ", ")).")
            }
            return .string(text)
        default:
            return .string(text)
        }
    }

    /// The names and values, decoded, in their order; nil for what is not proper percent-encoded UTF-8, or has U+0000.
    static func pairs(_ query: String) -> [(String, String)]? {
        var pairs: [(String, String)] = []
        for part in query.utf8.split(separator: UInt8(ascii: "&")) {
            let halves = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decode(halves[0], plusIsSpace: true),
                let value = halves.count > 1 ? PercentEncoding.decode(halves[1], plusIsSpace: true) : "",
                !name.utf8.contains(0), !value.utf8.contains(0)
            else { return nil }
            pairs.append((name, value))
        }
        return pairs
    }

    private static func problem(_ field: String, _ code: FieldProblem.Code, _ message: String) -> APIError {
        .invalidQuery([FieldProblem(field, code, message)])
    }
}

extension APIError {
    /// What was found wrong with a message that came in the query.
    init(query error: AccountError) {
        switch error {
        case .invalid(let problems): self = .invalidQuery(problems)
        default: self = .account(error)
        }
    }
}
