import Testing

@testable import UsersAPI

@Suite struct ByteRangeTests {
    @Test(arguments: [
        (nil, ByteRange.whole), ("", .whole), ("bytes=0-0", .part(0..<1)), ("bytes=0-", .part(0..<10)),
        ("bytes=9-", .part(9..<10)), ("bytes=2-4", .part(2..<5)), ("bytes=2-99", .part(2..<10)),
        ("bytes=-3", .part(7..<10)), ("bytes=-99", .part(0..<10)), ("Bytes=1-2", .part(1..<3)), ("bytes = 1-2", .whole),
        ("bytes=10-", .unsatisfiable), ("bytes=10-20", .unsatisfiable), ("bytes=-0", .unsatisfiable),
        ("bytes=99999999999999999999-", .unsatisfiable), ("bytes=0-99999999999999999999", .part(0..<10)),
        ("bytes=9223372036854775807-9223372036854775807", .unsatisfiable),
        ("bytes=4-2", .whole), ("bytes=0-1,3-4", .whole), ("items=0-1", .whole), ("bytes=-", .whole),
        ("bytes=", .whole), ("bytes", .whole), ("bytes=a-b", .whole), ("bytes=1-b", .whole), ("bytes=a-1", .whole),
        ("bytes=1", .whole), ("bytes=+1-2", .whole), ("bytes=--1", .whole),
    ])
    func `One range of bytes is taken, everything else is the whole`(field: String?, expected: ByteRange) {
        #expect(ByteRange(field, length: 10) == expected, "\(field ?? "none")")
    }
}
