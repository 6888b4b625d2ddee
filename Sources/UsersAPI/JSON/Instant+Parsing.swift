import Accounts
import DocumentStore
import Foundation

extension Instant {
    /// The longest text that is looked at, in bytes.
    private static let maximumLength = 64

    /// An instant as RFC 3339 §5.6 writes it, with or without fractions of a second, which count to the millisecond.
    init?(rfc3339 text: String) {
        guard text.utf8.count <= Self.maximumLength else { return nil }
        if let instant = Instant(plain: text) {
            self = instant
            return
        }
        // The parser passes over what follows an offset.
        guard Self.isEnd(text.utf8.dropFirst(19)) else { return nil }
        let whole = Date.ISO8601FormatStyle()
        let fractional = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        // The parser takes 30 February for 2 March: what does not come back as it was is no time.
        let local = text.prefix(19) + "Z"
        guard let read = try? whole.parse(String(local)), read.formatted(whole) == local else { return nil }
        guard let date = (try? whole.parse(text)) ?? (try? fractional.parse(text)) else { return nil }
        let milliseconds = (date.timeIntervalSince1970 * 1000).rounded()
        // The years that RFC 3339 can write, without 0, which the parser does not know.
        guard (-62_135_596_800_000...253_402_300_799_999).contains(milliseconds) else { return nil }
        self.init(milliseconds: Int64(milliseconds))
    }

    /// Whether this is what may follow the seconds: a fraction or none, and `Z` or hours and minutes of an offset.
    private static func isEnd(_ text: Substring.UTF8View) -> Bool {
        var rest = text
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix(while: isDigit)
            guard !digits.isEmpty else { return false }
            rest = rest[digits.endIndex...]
        }
        if rest.elementsEqual("Z".utf8) { return true }
        let bytes = Array(rest)
        return bytes.count == 6 && "+-".utf8.contains(bytes[0]) && bytes[1...2].allSatisfy(isDigit)
            && bytes[3] == UInt8(ascii: ":") && bytes[4...5].allSatisfy(isDigit)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

    /// As above for UTC with milliseconds or whole seconds, by hand because Foundation takes longer than the rest of a line that is
    /// imported; nil for all else.
    private init?(plain text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 20 || bytes.count == 24, bytes.last == UInt8(ascii: "Z") else { return nil }
        func number(_ places: Range<Int>) -> Int64 {
            bytes[places].reduce(0) { $0 * 10 + Int64($1) - Int64(UInt8(ascii: "0")) }
        }
        let (year, month) = (number(0..<4), number(5..<7))
        guard year > 0, (1...12).contains(month) else { return nil }
        let seconds = number(11..<13) * 3600 + number(14..<16) * 60 + number(17..<19)
        let days = Self.days(year: year, month: month, day: number(8..<10))
        let fraction = bytes.count == 24 ? number(20..<23) : 0
        self.init(milliseconds: (days * 86_400 + seconds) * 1000 + fraction)
        // What does not come back as it was is no time, or not written so: 30 February, and what is no digit.
        var written: [UInt8] = []
        appendRFC3339(to: &written)
        guard bytes.count == 24 ? written == bytes : written.starts(with: bytes.dropLast()) else { return nil }
    }

    /// The days from 1970 to a date of the proleptic Gregorian calendar after the year 0, by Howard Hinnant's `days_from_civil`.
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let (shiftedYear, shiftedMonth) = month > 2 ? (year, month - 3) : (year - 1, month + 9)
        let (era, yearOfEra) = (shiftedYear / 400, shiftedYear % 400)
        let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
