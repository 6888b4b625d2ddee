import HTTPTypes
import SocketServer
import Testing

@testable import UsersAPI

@Suite struct RouteTableTests {
    private func route(_ method: HTTPRequest.Method, _ path: String) -> Route {
        Route(method, path, .anonymous, "", answer: nil) { _ in .noContent }
    }

    private func dialect(_ routes: [Route]) -> Dialect {
        Dialect(name: "test", description: "", errors: NativeErrors(), routes: routes)
    }

    @Test func `A fixed segment beats a parameter, with back-tracking`() throws {
        let table = try RouteTable(
            [dialect([route(.get, "/a/{x}/c"), route(.get, "/a/b/d"), route(.get, "/a/b"), route(.get, "/a/{x}")])],
            overlaps: [("/a/b", "/a/{x}")])
        func found(_ path: String) -> String? { table.match(path)?.routes.first?.path }
        #expect(found("/a/b") == "/a/b")
        #expect(found("/a/z") == "/a/{x}")
        #expect(found("/a/b/c") == "/a/{x}/c")
        #expect(table.match("/a/b/c")?.parameters == ["b"])
        #expect(found("/a/b/d/") == "/a/b/d")
        #expect(found("/a") == nil && found("/a//c") == nil && found("/") == nil && found("") == nil)
    }

    @Test func `Duplicates and overlaps are found at start`() {
        #expect(throws: RouteTableError.duplicate("GET /a/{y}")) {
            try RouteTable([dialect([route(.get, "/a/{x}"), route(.post, "/a/{x}"), route(.get, "/a/{y}")])])
        }
        #expect(throws: RouteTableError.overlap("/a/{x}", "/a/b")) {
            try RouteTable([dialect([route(.get, "/a/{x}"), route(.get, "/a/b")])])
        }
        #expect(throws: RouteTableError.sharedPath("/a")) {
            try RouteTable([dialect([route(.get, "/a")]), dialect([route(.post, "/a")])])
        }
    }
}
