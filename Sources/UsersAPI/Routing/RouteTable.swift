import HTTPTypes

/// Finds the route of a path: a trie over path segments, in which a fixed segment beats a parameter, with back-tracking.
///
/// A trailing slash never matters.
struct RouteTable: Sendable {
    /// What a path leads to.
    struct Match: Sendable {
        let routes: [Route]
        /// Those of the routes, in their order.
        let metrics: [RouteMetrics]
        let dialect: Dialect
        let parameters: [Substring]
    }

    private struct Node: Sendable {
        var fixed: [Substring: Int] = [:]
        var parameter: Int?
        var routes: [Route] = []
        var metrics: [RouteMetrics] = []
        /// The dialect of the routes, which all have one path.
        var dialect = 0
    }

    private let dialects: [Dialect]
    private var nodes = [Node()]
    /// Paths without parameters, which most requests go to: a fixed path beats every other, so it is looked up at once.
    private var fixedPaths: [String: Int] = [:]

    /// Builds the table.
    ///
    /// - Parameter overlaps: Pairs of paths that may match the same path, the one with the fixed segment first.
    /// - Throws: `RouteTableError` when two routes are the same or overlap otherwise, or two dialects share a path.
    init(_ dialects: [Dialect], overlaps: [(String, String)] = []) throws(RouteTableError) {
        self.dialects = dialects
        try Self.check(dialects.flatMap(\.routes), overlaps)
        for (position, dialect) in dialects.enumerated() {
            for route in dialect.routes { try insert(route, of: position) }
        }
    }

    /// What the path leads to; nil when there is nothing.
    func match(_ path: String) -> Match? {
        if let node = fixedPaths[path] { return match(nodes[node], []) }
        var parameters: [Substring] = []
        guard let node = find(Self.segments(path), from: 0, &parameters) else { return nil }
        return match(nodes[node], parameters)
    }

    private func match(_ node: Node, _ parameters: [Substring]) -> Match {
        Match(
            routes: node.routes, metrics: node.metrics, dialect: dialects[node.dialect], parameters: parameters)
    }

    private func find(_ segments: ArraySlice<Substring>, from node: Int, _ parameters: inout [Substring]) -> Int? {
        guard let segment = segments.first else { return nodes[node].routes.isEmpty ? nil : node }
        let rest = segments.dropFirst()
        if let next = nodes[node].fixed[segment], let found = find(rest, from: next, &parameters) { return found }
        guard let next = nodes[node].parameter, !segment.isEmpty else { return nil }
        parameters.append(segment)
        if let found = find(rest, from: next, &parameters) { return found }
        parameters.removeLast()
        return nil
    }

    private mutating func insert(_ route: Route, of dialect: Int) throws(RouteTableError) {
        var node = 0
        for segment in Self.segments(route.path) {
            let next = segment.isParameter ? nodes[node].parameter : nodes[node].fixed[segment]
            if let next {
                node = next
                continue
            }
            nodes.append(Node())
            let new = nodes.count - 1
            if segment.isParameter { nodes[node].parameter = new } else { nodes[node].fixed[segment] = new }
            node = new
        }
        guard nodes[node].routes.isEmpty || nodes[node].dialect == dialect else { throw .sharedPath(route.path) }
        nodes[node].dialect = dialect
        nodes[node].routes.append(route)
        nodes[node].metrics.append(RouteMetrics(route: route.path, method: route.method.rawValue))
        if !route.path.contains("{") { fixedPaths[route.path] = node }
    }

    private static func check(_ routes: [Route], _ overlaps: [(String, String)]) throws(RouteTableError) {
        for (position, first) in routes.enumerated() {
            for second in routes[..<position] where first.method == second.method {
                let pairs = Array(zip(segments(first.path), segments(second.path)))
                guard segments(first.path).count == segments(second.path).count else { continue }
                if pairs.allSatisfy({ $0 == $1 || ($0.isParameter && $1.isParameter) }) {
                    throw .duplicate("\(first.method) \(first.path)")
                }
                guard pairs.allSatisfy({ $0 == $1 || $0.isParameter || $1.isParameter }) else { continue }
                let isIntended = overlaps.contains { pair in
                    pair == (first.path, second.path) || pair == (second.path, first.path)
                }
                if !isIntended { throw .overlap(second.path, first.path) }
            }
        }
    }

    private static func segments(_ path: String) -> ArraySlice<Substring> {
        var segments = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)[...]
        if segments.last?.isEmpty == true { segments = segments.dropLast() }
        return segments
    }
}

extension Substring {
    fileprivate var isParameter: Bool { first == "{" }
}
