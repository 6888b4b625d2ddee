import HTTPTypes
import TestSupport
import Testing

@testable import UsersAPI

/// Every operation, made by every kind of caller: a success is that of a valid request, and who is refused changes and learns nothing.
@Suite struct AccessMatrixTests {
    private static let routes = AccountsAPI.dialects(AccessStage.settings).flatMap(\.routes)

    @Test func `Every operation stands in the table, and nothing else does`() {
        let columns = AccessMatrix.head.split { $0 == " " || $0 == "|" }.map(String.init)
        #expect(columns == AccessColumn.allCases.map(\.rawValue))
        let rows = AccessMatrix.rules.flatMap(\.rows)
        #expect(Set(rows).count == rows.count)
        let declared = Set(Self.routes.map { "\($0.method) \($0.path)" })
        let listed = Set(rows.map(\.operation))
        #expect(declared.subtracting(listed) == [], "operations without an entry")
        #expect(listed.subtracting(declared) == [], "entries without an operation")
        for rule in AccessMatrix.rules { #expect(rule.isWhole, "\(rule.name)") }
        #expect(listed.count >= 88 && rows.count >= 107)
    }

    /// An operation on somebody's account is tried on an administrator's too.
    @Test func `Every operation that names an account has an entry for an administrator's`() {
        let rows = Set(AccessMatrix.rules.flatMap(\.rows))
        let accounts = ["/api/v1/admin/users/{id}", "/api/admin/user/setting", "/auth/users/{id}", "/users/{id}"]
        for row in rows where row.target == .jane {
            guard accounts.contains(where: { row.operation.contains(" \($0)") }) else { continue }
            let isCreation = row.operation == "POST /api/admin/user/setting" || row.operation.hasSuffix("settings")
            #expect(
                isCreation || rows.contains(AccessRule.Row(operation: row.operation, target: .chief)),
                "\(row.operation)")
        }
    }

    @Test(arguments: TestEngine.allCases, AccessMatrix.rules)
    func `Each caller gets what the table says`(engine: TestEngine, rule: AccessRule) async throws {
        let stage = try await AccessStage(TestClient(engine, settings: AccessStage.settings))
        // With the other columns that is 23 callers a row, and 2,461 requests on each engine.
        #expect(stage.deadTokens.count >= 10)
        for row in rule.rows {
            let route = try #require(Self.routes.first { "\($0.method) \($0.path)" == row.operation })
            try await checkRefusals(row, of: rule, route, stage)
            try await checkSuccesses(row, of: rule, route, stage)
        }
    }

    /// One request, made by all who are to be refused.
    private func checkRefusals(
        _ row: AccessRule.Row, of rule: AccessRule, _ route: Route, _ stage: AccessStage
    ) async throws {
        var refused: [(AccessCaller, Int)] = []
        for column in AccessColumn.allCases {
            guard let status = rule.refusal(of: column) else { continue }
            refused += try await stage.callers(column, of: row.target).map { ($0, status) }
        }
        guard !refused.isEmpty else { return }
        let target = try await stage.account(row.target)
        let request = try await stage.request(route, on: target)
        let before = try await stage.snapshot()
        for (caller, status) in refused {
            let answer = try await stage.client.send(request, by: caller)
            #expect(answer.status.code == status, "\(row) by \(caller.name): \(answer.json)")
            #expect(!answer.tells(of: target), "\(row) by \(caller.name)")
        }
        #expect(try await stage.snapshot() == before, "\(row): who was refused changed something")
        stage.forgetAccounts()
    }

    /// One request for each who is to succeed, on accounts of which nothing has changed yet.
    private func checkSuccesses(
        _ row: AccessRule.Row, of rule: AccessRule, _ route: Route, _ stage: AccessStage
    ) async throws {
        for column in AccessColumn.allCases where rule.refusal(of: column) == nil {
            let count = try await stage.callers(column, of: row.target).count
            for index in 0..<count {
                let target = try await stage.account(row.target)
                let request = try await stage.request(route, on: target)
                let caller = try await stage.callers(column, of: row.target)[index]
                let answer = try await stage.client.send(request, by: caller)
                #expect(
                    answer.status == route.operation.status, "\(row) by \(caller.name): \(answer.status) \(answer.json)"
                )
                if !rule.isOpen && !column.mayKnowTarget {
                    #expect(!answer.shows(target.email), "\(row) by \(caller.name)")
                }
                if !request.isSafe { stage.forgetAccounts() }
            }
        }
    }
}

extension Answer {
    /// Whether the text stands anywhere in the body.
    func shows(_ text: String) -> Bool {
        String(decoding: bytes, as: UTF8.self).contains(text)
    }

    /// Whether anything of the account stands in the body.
    fileprivate func tells(of account: AccessAccount) -> Bool {
        shows(account.email) || shows(account.id)
    }
}
