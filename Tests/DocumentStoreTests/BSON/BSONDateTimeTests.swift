import DocumentStore
import Testing

@Suite("BSONDateTime")
struct BSONDateTimeTests {
    @Test("Durations are added and subtracted, within the range")
    func arithmetic() {
        let instant = BSONDateTime(milliseconds: 1000)
        #expect(instant + .seconds(2) == BSONDateTime(milliseconds: 3000))
        #expect(instant - .milliseconds(1500) == BSONDateTime(milliseconds: -500))
        #expect(BSONDateTime(milliseconds: .max) + .seconds(1) == BSONDateTime(milliseconds: .max))
        #expect(BSONDateTime(milliseconds: .min) - .seconds(1) == BSONDateTime(milliseconds: .min))
        #expect(instant + .seconds(Int64.max) == BSONDateTime(milliseconds: .max))
        #expect(BSONDateTime(milliseconds: 5) - instant == .milliseconds(-995))
        #expect(BSONDateTime(milliseconds: .max) - BSONDateTime(milliseconds: .min) > .seconds(1))
    }
}
