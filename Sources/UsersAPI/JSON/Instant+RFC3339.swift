import Accounts
import DocumentStore

extension Instant {
    /// The instant as RFC 3339 §5.6 writes it, in UTC with milliseconds: `2026-01-06T09:00:00.000Z`.
    public var rfc3339: String {
        var bytes: [UInt8] = []
        appendRFC3339(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the same as ASCII; by hand because Foundation's formatter takes longer than the rest of an answer.
    func appendRFC3339(to bytes: inout [UInt8]) {
        let (days, time) = milliseconds.dividedFlooring(by: 86_400_000)
        let (year, month, day) = Self.civilDate(daysSince1970: days)
        var text = InlineArray<24, UInt8>(repeating: UInt8(ascii: "0"))
        func write(_ value: Int64, width: Int, at start: Int, then separator: Unicode.Scalar) {
            var rest = value
            for position in (start..<start + width).reversed() {
                text[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            }
            text[start + width] = UInt8(ascii: separator)
        }
        write(min(max(year, 0), 9999), width: 4, at: 0, then: "-")
        write(month, width: 2, at: 5, then: "-")
        write(day, width: 2, at: 8, then: "T")
        write(time / 3_600_000, width: 2, at: 11, then: ":")
        write(time / 60_000 % 60, width: 2, at: 14, then: ":")
        write(time / 1000 % 60, width: 2, at: 17, then: ".")
        write(time % 1000, width: 3, at: 20, then: "Z")
        text.span.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    /// The proleptic Gregorian date, by Howard Hinnant's `civil_from_days`, whose years begin in March.
    private static func civilDate(daysSince1970 days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, dayOfEra) = (days + 719_468).dividedFlooring(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}

extension Int64 {
    fileprivate func dividedFlooring(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
