/// How long a link is good, in words: whole days, else whole hours, else minutes.
struct LetterLifetime {
    private enum Unit {
        case day, hour, minute
    }

    private let count: Int64
    private let unit: Unit

    init(_ duration: Duration) {
        let minutes = max(1, duration.components.seconds / 60)
        (count, unit) =
            if minutes % (24 * 60) == 0 {
                (minutes / (24 * 60), .day)
            } else if minutes % 60 == 0 {
                (minutes / 60, .hour)
            } else {
                (minutes, .minute)
            }
    }

    /// `3 days`, `1 hour`.
    var english: String {
        switch unit {
        case .day: words("day")
        case .hour: words("hour")
        case .minute: words("minute")
        }
    }

    /// `3 jours`, `1 heure`.
    var french: String {
        switch unit {
        case .day: words("jour")
        case .hour: words("heure")
        case .minute: words("minute")
        }
    }

    private func words(_ unit: String) -> String {
        "\(count) \(unit)\(count == 1 ? "" : "s")"
    }
}
