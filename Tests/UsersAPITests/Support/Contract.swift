import Accounts
import HTTPTypes
import Testing

@testable import UsersAPI

/// What the document promises: every answer of every test is held against it, so that the document can't drift.
struct Contract: Sendable {
    private let table: RouteTable

    init(_ dialects: [Dialect]) throws {
        table = try RouteTable(dialects, overlaps: AccountsAPI.overlaps)
    }

    func check(_ answer: Answer, _ method: HTTPRequest.Method, _ path: String) throws {
        #expect(answer.fields[.xRequestID] != nil)
        #expect(answer.fields[.xContentTypeOptions] == "nosniff")
        #expect(answer.status.code < 500, "\(method) \(path): \(answer.json)")
        guard let match = table.match(path), let route = match.route(for: method)?.route else { return }
        let operation = route.operation
        let format = match.dialect.errors
        let isFailure = operation.errors.contains { code in
            format.status(of: code) == operation.status
                && format.schema(of: code).problems(of: answer.json, at: "").isEmpty
        }
        if answer.status == operation.status && !isFailure {
            guard let schema = operation.answer else {
                #expect(answer.bytes.isEmpty)
                return
            }
            let type = answer.fields[.contentType] ?? ""
            #expect(operation.answerTypes.contains(type), "\(method) \(path): \(type)")
            if type == "application/json" { expectFit(answer.json, schema, "\(method) \(path)") }
            for name in operation.headers where name != .link {
                #expect(answer.fields[name] != nil, "\(method) \(path) without \(name)")
            }
        } else if answer.status == .partialContent {
            #expect(operation.headers.contains(.acceptRanges) && answer.fields[.contentRange] != nil)
            #expect(operation.answerTypes.contains(answer.fields[.contentType] ?? ""))
        } else if answer.status == .notModified {
            #expect(answer.bytes.isEmpty && answer.fields[.eTag] != nil)
        } else {
            #expect(answer.fields[.contentType] == format.contentType)
            // Other formats have no codes, or codes of their own.
            let told = format is NativeErrors ? answer.code : nil
            let codes = operation.errors.filter { code in
                format.status(of: code) == answer.status && (told.map { $0 == code.text } ?? true)
            }
            #expect(!codes.isEmpty, "\(method) \(path): \(answer.status) \(answer.code ?? "") is undocumented")
            let problems = codes.map { format.schema(of: $0).problems(of: answer.json, at: "\(method) \(path)") }
            if !problems.contains(where: \.isEmpty) { problems.first?.forEach { Issue.record("\($0)") } }
        }
    }

    private func expectFit(_ value: JSONValue, _ schema: Schema, _ place: String) {
        for problem in schema.problems(of: value, at: place) { Issue.record("\(problem)") }
    }
}

extension Schema {
    /// Where the value does not fit; members that the schema does not list are problems too.
    func problems(of value: JSONValue, at place: String) -> [String] {
        switch (self, value) {
        case (.named(_, let schema), _): return schema.problems(of: value, at: place)
        case (.nullable, .null): return []
        case (.nullable(let schema), _): return schema.problems(of: value, at: place)
        case (.string(let format, let minLength, let maxLength, let pattern), .string(let text)):
            let length = text.unicodeScalars.count
            var problems: [String] = []
            if length < minLength ?? 0 || length > maxLength ?? .max { problems.append("\(place): length \(length)") }
            if let pattern, (try? Regex(pattern).firstMatch(in: text)) == nil { problems.append("\(place): \(text)") }
            let instant = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/
            if format == "date-time", text.wholeMatch(of: instant) == nil { problems.append("\(place): \(text)") }
            return problems
        case (.enumeration(let values), .string(let text)):
            return values.contains(text) ? [] : ["\(place): \(text) is none of \(values)"]
        case (.integer(let range), .integer(let integer)):
            return range?.contains(Int(integer)) ?? true ? [] : ["\(place): \(integer) is out of range"]
        case (.boolean, .boolean), (.anyObject, .object): return []
        case (.anyObject, .source(let text)): return text.typeName == "object" ? [] : ["\(place): \(text.typeName)"]
        case (.array(let element, _), .array(let values)):
            return values.enumerated().flatMap { element.problems(of: $1, at: "\(place)[\($0)]") }
        case (.map(let element), .object(let members)):
            return members.flatMap { element.problems(of: $1, at: "\(place).\($0)") }
        case (.object(let properties, _), .object(let members)):
            let missing = properties.filter { $0.isRequired && members[$0.name] == nil }.map(\.name)
            let unknown = members.keys.filter { name in !properties.contains { $0.name == name } }
            let inner = properties.flatMap { property in
                members[property.name].map { property.schema.problems(of: $0, at: "\(place).\(property.name)") } ?? []
            }
            return missing.map { "\(place): \($0) is missing" } + unknown.map { "\(place): \($0) is not documented" }
                + inner
        default: return ["\(place): \(value) is of another type"]
        }
    }
}
