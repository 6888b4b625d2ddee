/// The token that opens the metrics.
enum MetricsToken {
    /// The shortest token, in characters.
    private static let minimumLength = 16

    /// The setting, checked; nil where there is none. What is wrong is told without showing it.
    static func read(_ reader: SettingReader) throws(SettingError) -> String? {
        guard let text = reader.text(.metricsToken) else { return nil }
        let accepted = "\(minimumLength) random characters or more, such as $(openssl rand -hex 16)"
        // Others can't stand in a header field as they are (RFC 6750 §2.1).
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw SettingError("METRICS_TOKEN", "has blanks or other than ASCII characters", accepts: accepted)
        }
        guard text.utf8.count >= minimumLength else {
            throw SettingError("METRICS_TOKEN", "has \(text.utf8.count) characters, too few", accepts: accepted)
        }
        guard !WellKnownSecrets.contain(text), Set(text.utf8).count >= 6 else {
            throw SettingError("METRICS_TOKEN", "is well known or easy to guess", accepts: accepted)
        }
        return text
    }
}
