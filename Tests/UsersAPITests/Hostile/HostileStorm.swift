import Accounts
import DocumentStore
import HTTPTypes
import SocketServer
import TestSupport
import Testing

@testable import UsersAPI

/// Hostile requests for one operation, each by somebody who may make it and, where that is not everybody, by nobody.
final class HostileStorm {
    private let stage: AccessStage
    private let route: Route
    /// Whether parameters of the query that are not declared are passed over.
    private let ignoresQuery: Bool
    /// Of how many values each field gets one; all of them where it is 1.
    private let share: Int
    private let column: AccessColumn
    private var target: AccessAccount
    private var caller: AccessCaller
    private var request: AccessRequest
    /// What `state` was before the next request.
    private var before: [UInt8] = []
    private var successes = 0
    private(set) var count = 0
    private(set) var mails: [ReceivedMail] = []

    /// - Parameters:
    ///   - column: Who may make the request, on Jane's account.
    ///   - share: Of how many values each field gets one, each field another.
    init(
        _ stage: AccessStage, _ route: Route, of dialect: String, by column: AccessColumn, share: Int
    ) async throws {
        self.stage = stage
        self.route = route
        self.column = column
        ignoresQuery = dialect == "djoser"
        self.share = share
        target = try await stage.account(.jane)
        request = try await stage.request(route, on: target)
        caller = try await stage.callers(column, of: .jane)[0]
    }

    private var name: String { "\(route.method) \(route.path)" }

    /// What must never come back.
    private static let secrets = [TestClient.password, TestClient.djoserPassword]

    func run() async throws {
        before = try await state()
        let body = route.operation.encodings.isEmpty ? nil : route.operation.body
        if route.operation.encodings.contains(.json), let body {
            try await replace(body.members)
            try await sendStrayMembers()
            for body in part(of: HostileInput.bodies, 0) { try await refuse(body: body) }
        }
        if route.operation.encodings.contains(.form), let body {
            for (position, property) in body.members.enumerated() { try await replaceInForm(property, position) }
        }
        if request.form != nil { try await sendFiles() }
        try await replaceParameters()
        for query in part(of: HostileInput.queries, 1) { try await send(query: query, mustRefuse: !ignoresQuery) }
        for (position, property) in route.operation.query.enumerated() {
            try await replaceInQuery(property, position)
        }
        try await sendHeaderFields()
    }

    /// The values that are one field's turn.
    private func part<Value>(of values: [Value], _ position: Int, share: Int? = nil) -> [Value] {
        let share = share ?? self.share
        return values.enumerated().filter { ($0.offset + position) % share == 0 }.map(\.element)
    }

    // MARK: Bodies

    /// The first of fields that are declared alike gets every value, the others take turns.
    private func replace(_ properties: [Schema.Property]) async throws {
        var seen: [JSONValue] = []
        for (position, property) in properties.enumerated() {
            let isAlike = seen.contains(property.schema.json)
            seen.append(property.schema.json)
            let values = part(of: HostileInput.values, position, share: isAlike ? 4 : nil)
            for (index, value) in values.enumerated() {
                var members = (request.members ?? [:]).mapValues(HostileInput.json)
                members[property.name] = value
                try await send(
                    body: HostileInput.object(members), isSecret: property.isSecret, isAnonymousToo: index == 0)
            }
            try await deliver()
        }
    }

    /// Members that no message has are passed over, whatever they are called.
    private func sendStrayMembers() async throws {
        let members = (request.members ?? [:]).merging(HostileInput.strayMembers) { own, _ in own }
        let answer = try await send(body: HostileInput.json(.object(members)))
        #expect(answer.status == route.operation.status, "\(name): \(answer.json)")
    }

    private func refuse(body: [UInt8]) async throws {
        let answer = try await send(body: body)
        #expect(answer.status.kind == .clientError, "\(name)")
    }

    private func replaceInForm(_ property: Schema.Property, _ position: Int) async throws {
        for (index, value) in part(of: HostileInput.parameters, position, share: max(share, 2)).enumerated() {
            var members = (request.members ?? [:]).compactMapValues(\.text).mapValues(PercentEncoding.encode)
            members[property.name] = value
            let body = members.map { "\($0)=\($1)" }.joined(separator: "&")
            try await send(
                body: Array(body.utf8), type: "application/x-www-form-urlencoded", isSecret: property.isSecret,
                isAnonymousToo: index == 0)
        }
    }

    private func sendFiles() async throws {
        let picture = TestPicture.png()
        let forms = [
            TestForm([]), TestForm(Array(HostileInput.injection.utf8)), TestForm(picture, field: "$where"),
            TestForm(picture, field: "file\"; x=\"\r\nX-Injected: yes"), TestForm(Array(picture.dropLast())),
            TestForm(picture, fileName: nil), TestForm(picture, fileName: "../../etc/passwd"),
            TestForm(picture, fileName: "a\"\r\nX-Injected: yes"),
            TestForm([UInt8](repeating: 0, count: 3 << 20)),
        ]
        for form in forms { try await send(body: form.bytes, type: TestForm.contentType) }
    }

    // MARK: Targets and fields

    private func replaceParameters() async throws {
        guard let name = route.parameterNames.first else { return }
        let values = HostileInput.parameters + HostileInput.texts.map { $0.replacing("?", with: "") }
        for value in part(of: values, 2) {
            let path = route.path.replacing("{\(name)}", with: value)
            let body = HostileInput.json(.object(request.members ?? [:]))
            let answer = try await send(path: path, body: request.members == nil ? [] : body, isParameter: true)
            #expect(answer.status.kind == .clientError, "\(self.name) at \(value): \(answer.status)")
        }
    }

    private func replaceInQuery(_ property: Schema.Property, _ position: Int) async throws {
        for value in part(of: HostileInput.parameters, position) {
            let page = property.name == "limit" ? "" : "limit=1&"
            let hasLimit = route.operation.query.contains { $0.name == "limit" }
            try await send(query: "\(hasLimit ? page : "")\(property.name)=\(value)")
        }
    }

    private func send(query: String, mustRefuse: Bool = false) async throws {
        let body = request.members.map { HostileInput.json(.object($0)) } ?? request.form?.bytes ?? []
        let answer = try await send(
            path: "\(request.path)?\(query)", body: body,
            type: request.form == nil ? "application/json" : TestForm.contentType)
        if mustRefuse { #expect(answer.status.kind == .clientError, "\(name) with \(query.prefix(80))") }
    }

    private func sendHeaderFields() async throws {
        let text = HostileInput.texts.joined(separator: " ")
        let fields: [HTTPField.Name: String] = [
            .ifMatch: text, .ifNoneMatch: text, .range: "bytes=-\(UInt64.max)", .ifRange: text, .xRequestID: text,
            .origin: text, .userAgent: text, .xForwardedFor: text, .referer: text,
        ]
        let body = request.members.map { HostileInput.json(.object($0)) } ?? []
        if request.form == nil { try await send(body: body, others: fields) }
        for authorization in part(of: HostileInput.authorizations, 3) {
            let answer = try await send(body: body, others: [.authorization: authorization], isAnonymousToo: false)
            if column != .none { #expect(answer.status == .unauthorized, "\(name): \(authorization.prefix(80))") }
        }
    }

    // MARK: One request

    @discardableResult
    private func send(
        path: String? = nil, body: [UInt8], type: String = "application/json",
        others: [HTTPField.Name: String] = [:], isSecret: Bool = false, isParameter: Bool = false,
        isAnonymousToo: Bool = true
    ) async throws -> Answer {
        let path = path ?? request.path
        var fields = body.isEmpty ? [:] : [HTTPField.Name.contentType: type]
        fields.merge(others) { $1 }
        if column != .none && isAnonymousToo {
            let answer = try await stage.client.send(route.method, path, bytes: body, fields: fields)
            // What is no proper path leads to no operation.
            #expect(answer.status == .unauthorized || isParameter && answer.status == .notFound, "\(name) at \(path)")
            try await check(answer, isSecret: isSecret)
        }
        fields.merge(request.fields(by: caller)) { other, _ in other }
        let answer = try await stage.client.send(route.method, path, bytes: body, fields: fields)
        try await check(answer, isSecret: isSecret)
        if answer.status.kind == .successful && !request.isSafe { try await renew() }
        return answer
    }

    private func check(_ answer: Answer, isSecret: Bool) async throws {
        count += 1
        for field in answer.fields {
            #expect(field.name.canonicalName != "x-injected")
            #expect(!field.value.utf8.contains { $0 < 0x20 || $0 == 0x7F }, "\(name): \(field)")
        }
        guard answer.status.code >= 400 else { return }
        for secret in Self.secrets + (isSecret ? [HostileInput.marker] : []) {
            #expect(!answer.shows(secret), "\(name): \(answer.json)")
        }
        #expect(try await state() == before, "\(name): what was refused changed something")
    }

    /// The target as it is stored, and how many accounts there are.
    private func state() async throws -> [UInt8] {
        let users = try #require(AccountSchema.current.collections.first { $0.name == "users" })
        let id = try #require(ObjectID(hex: target.id))
        let query = PageQuery(along: try #require(users.index(named: "created_at")), limit: 1)
        let count = try await stage.client.store.count(query, in: users)
        let document = try await stage.client.store.find(id: .objectID(id), in: users)
        return Array("\(count) ".utf8) + (document?.bytes ?? [])
    }

    /// Has the mails leave that wait, since an account has room for so many.
    private func deliver() async throws {
        mails += try await stage.client.deliver()
        before = try await state()
    }

    /// After a success, another request, and other accounts where it would find none any more.
    private func renew() async throws {
        if route.method == .delete || Self.consumingRequests.contains(name) {
            stage.forgetAccounts()
            target = try await stage.account(.jane)
            caller = try await stage.callers(column, of: .jane)[0]
        }
        request = try await stage.request(route, on: target)
        successes += 1
        if successes.isMultiple(of: 8) { try await deliver() }
        before = try await state()
    }

    /// What ends a session, or works once.
    private static let consumingRequests = [
        "POST /api/v1/auth/logout", "POST /api/v1/auth/refresh", "POST /auth/refresh",
        "POST /api/v1/auth/password/reset", "POST /api/v1/auth/email/verify", "POST /api/v1/auth/email/undo",
        "POST /auth/users/set_password", "POST /auth/users/reset_password_confirm",
    ]
}

extension Schema {
    /// The members of an object.
    fileprivate var members: [Property] {
        switch self {
        case .object(let members, _): members
        case .named(_, let schema): schema.members
        default: []
        }
    }
}

extension Schema.Property {
    /// Whether the value is nobody's but its sender's.
    fileprivate var isSecret: Bool {
        isWriteOnly || name.contains("assword") || name.contains("token") || name == "refresh"
    }
}
