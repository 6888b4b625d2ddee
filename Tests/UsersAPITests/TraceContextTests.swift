import Testing

@testable import UsersAPI

@Suite struct TraceContextTests {
    private static let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    private static let span = "00f067aa0ba902b7"
    private static let zeros = String(repeating: "0", count: 32)

    @Test(arguments: [
        "00-\(trace)-\(span)-01", "00-\(trace)-\(span)-00", "00-\(trace)-\(span)-ff", "01-\(trace)-\(span)-01",
        "fe-\(trace)-\(span)-01-what-comes-later", "cc-\(trace)-\(span)-01-",
    ])
    func `A proper traceparent names the trace and the caller's span`(field: String) throws {
        let context = try #require(TraceContext(field))
        #expect(context.traceID == Self.trace && context.spanID == Self.span)
    }

    @Test(arguments: [
        "", "00", "00-\(trace)-\(span)", "00-\(trace)-\(span)-", "00-\(trace)-\(span)-0", "00-\(trace)-\(span)-0g",
        "00-\(trace)-\(span)-01-", "00-\(trace)-\(span)-01-later", "00-\(trace)-\(span)-011", "ff-\(trace)-\(span)-01",
        "0-\(trace)-\(span)-01", "0G-\(trace)-\(span)-01", "FE-\(trace)-\(span)-01", "fe-\(trace)-\(span)-01.later",
        "fe-\(trace)-\(span)-011", "00-\(trace.uppercased())-\(span)-01", "00-\(trace)-\(span.uppercased())-01",
        "00-\(zeros)-\(span)-01", "00-\(trace)-0000000000000000-01", "00-\(trace.dropLast())-\(span)-01",
        "00-\(trace)a-\(span)-01", "00-\(trace)-\(span.dropLast())-01", "00_\(trace)_\(span)_01",
        "00-\(trace.dropLast())\u{e9}-\(span)-01", " 00-\(trace)-\(span)-01", "00-\(trace)-\(span)-01 ",
        "00-\(trace)-\(span)-01, 00-\(trace)-\(span)-01", "cc-\(trace)-\(span)-01, cc-\(trace)-\(span)-01",
        "00-\(trace.dropLast())\r-\(span)-01",
    ])
    func `Anything else is as if it were not there`(field: String) {
        #expect(TraceContext(field) == nil)
    }
}
