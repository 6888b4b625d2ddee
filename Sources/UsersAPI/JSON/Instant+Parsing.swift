import Accounts
import DocumentStore
import Foundation

extension Instant {
    /// The longest text that is looked at, in bytes.
    private static let maximumLength = 64

    /// An instant as RFC 3339 §5.6 writes it, with or without fractions of a second, which count to the millisecond.
    init?(rfc3339 text: String) {
        guard text.utf8.count <= Self.maximumLength else { return nil }
        let whole = Date.ISO8601FormatStyle()
        let fractional = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        // The parser takes 30 February for 2 March: what does not come back as it was is no time.
        let local = text.prefix(19) + "Z"
        guard let read = try? whole.parse(String(local)), read.formatted(whole) == local else { return nil }
        guard let date = (try? whole.parse(text)) ?? (try? fractional.parse(text)) else { return nil }
        let milliseconds = (date.timeIntervalSince1970 * 1000).rounded()
        // The years that RFC 3339 can write.
        guard (-62_167_219_200_000...253_402_300_799_999).contains(milliseconds) else { return nil }
        self.init(milliseconds: Int64(milliseconds))
    }
}
