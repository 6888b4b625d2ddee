import DocumentStore
import Testing

@testable import SQLiteStore

@Suite("StoreError from SQLite's result codes")
struct SQLiteErrorTests {
    @Test(
        "Each result code has its error, extended codes that of their primary one",
        arguments: [
            (13, StoreError.full("m")), (8, .accessDenied("m")), (776, .accessDenied("m")), (23, .accessDenied("m")),
            (26, .corrupt("m")), (11, .corrupt("m")), (267, .corrupt("m")), (1, .corrupt("m")), (18, .documentTooLarge),
            (5, .unavailable("m (SQLite code 5)")), (517, .unavailable("m (SQLite code 517)")),
            (10, .unavailable("m (SQLite code 10)")), (14, .unavailable("m (SQLite code 14)")),
        ] as [(Int32, StoreError)])
    func table(code: Int32, error: StoreError) {
        #expect(StoreError(sqliteCode: code, message: "m") == error)
    }
}
