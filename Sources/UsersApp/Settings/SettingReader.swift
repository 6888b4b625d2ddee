import Configuration
import SystemPackage

/// Reads settings from the environment, then from a file of `NAME=value` lines.
struct SettingReader: Sendable {
    private let reader: ConfigReader

    /// Opens the file: `.env` may be missing, a file that was named may not.
    init(path: String?) async throws(SettingError) {
        do {
            let file = try await EnvironmentVariablesProvider(
                environmentFilePath: FilePath(path ?? ".env"), allowMissing: path == nil)
            reader = ConfigReader(providers: [EnvironmentVariablesProvider(), file])
        } catch {
            guard let path else {
                throw SettingError(".env", "is there but can't be read", accepts: "a readable file, or none")
            }
            throw SettingError("--config", "names \(path), which can't be read", accepts: "a readable file")
        }
    }

    /// The settings that `values` holds, for tests.
    init(values: [String: String]) {
        reader = ConfigReader(provider: EnvironmentVariablesProvider(environmentVariables: values))
    }

    /// The setting's text, or its default; nil when there is neither.
    func text(_ setting: Setting) -> String? {
        let key = ConfigKey(setting.name.split(separator: "_").map { $0.lowercased() })
        if let text = reader.string(forKey: key, isSecret: true), !text.isEmpty { return text }
        return setting.fallback.isEmpty ? nil : setting.fallback
    }

    /// `true` or `false`.
    func boolean(_ setting: Setting) throws(SettingError) -> Bool {
        let text = text(setting) ?? ""
        guard let value = Bool(text.lowercased()) else {
            throw SettingError(setting.name, "is \"\(text)\"", accepts: "true or false")
        }
        return value
    }

    /// A duration such as `15m`: a whole number and `s`, `m`, `h` or `d`.
    func duration(
        _ setting: Setting, in range: ClosedRange<Duration>, accepts: String
    ) throws(SettingError) -> Duration {
        let text = text(setting) ?? ""
        let seconds: Int64? = Int64(text.dropLast()).flatMap { count in
            let unit: Int64
            switch text.last {
            case "s": unit = 1
            case "m": unit = 60
            case "h": unit = 3600
            case "d": unit = 86_400
            default: return nil
            }
            let (product, overflows) = count.multipliedReportingOverflow(by: unit)
            return overflows ? nil : product
        }
        guard let seconds, range.contains(.seconds(seconds)) else {
            throw SettingError(setting.name, "is \"\(text)\"", accepts: accepts)
        }
        return .seconds(seconds)
    }
}
