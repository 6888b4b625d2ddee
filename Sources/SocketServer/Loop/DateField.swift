import Glibc

/// The `Date` field of responses (RFC 9110 §6.6.1), rendered once a second.
struct DateField {
    /// `Date: Sun, 06 Nov 1994 08:49:37 GMT` with its CRLF.
    private(set) var line: [UInt8] = []
    private var second = time_t.min

    private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Follows the clock.
    mutating func update() {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME_COARSE, &now)
        if now.tv_sec != second { set(now.tv_sec) }
    }

    mutating func set(_ second: time_t) {
        self.second = second
        var second = second
        var parts = tm()
        gmtime_r(&second, &parts)
        let day = Self.days[Int(parts.tm_wday)], month = Self.months[Int(parts.tm_mon)]
        let date = "\(day), \(Self.pad(parts.tm_mday)) \(month) \(parts.tm_year + 1900)"
        let time = "\(Self.pad(parts.tm_hour)):\(Self.pad(parts.tm_min)):\(Self.pad(parts.tm_sec))"
        line = Array("Date: \(date) \(time) GMT\r\n".utf8)
    }

    private static func pad(_ number: Int32) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
