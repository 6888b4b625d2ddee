import Glibc

/// How log lines are written.
enum LogFormat: String, Sendable {
    case text
    case json

    init(_ reader: SettingReader) throws(SettingError) {
        guard let text = reader.text(.logFormat) else {
            self = isatty(STDERR_FILENO) == 1 ? .text : .json
            return
        }
        guard let format = LogFormat(rawValue: text.lowercased()) else {
            throw SettingError("LOG_FORMAT", "is \"\(text)\"", accepts: "text or json")
        }
        self = format
    }
}
