import Accounts
import DocumentStore

extension Instant {
    /// The instant as RFC 3339 §5.6 writes it, in UTC with milliseconds: `2026-01-06T09:00:00.000Z`.
    ///
    /// By hand because Foundation's formatter takes longer than the rest of an answer.
    package var rfc3339: String {
        let (days, time) = milliseconds.dividedFlooring(by: 86_400_000)
        let (year, month, day) = Self.civilDate(daysSince1970: days)
        return String(unsafeUninitializedCapacity: 24) { buffer in
            var position = 0
            func put(_ value: Int64, width: Int, then separator: String.UTF8View.Element?) {
                var rest = value
                for place in stride(from: position + width - 1, through: position, by: -1) {
                    buffer[place] = UInt8(ascii: "0") + UInt8(rest % 10)
                    rest /= 10
                }
                position += width
                if let separator {
                    buffer[position] = separator
                    position += 1
                }
            }
            put(min(max(year, 0), 9999), width: 4, then: UInt8(ascii: "-"))
            put(month, width: 2, then: UInt8(ascii: "-"))
            put(day, width: 2, then: UInt8(ascii: "T"))
            put(time / 3_600_000, width: 2, then: UInt8(ascii: ":"))
            put(time / 60_000 % 60, width: 2, then: UInt8(ascii: ":"))
            put(time / 1000 % 60, width: 2, then: UInt8(ascii: "."))
            put(time % 1000, width: 3, then: UInt8(ascii: "Z"))
            return position
        }
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
