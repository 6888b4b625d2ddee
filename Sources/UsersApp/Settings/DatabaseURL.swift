/// Which store, and where.
enum DatabaseURL: Sendable, Equatable {
    case sqlite(path: String)
    /// A URI that may hold a password: it is never printed.
    case mongo(uri: String)

    init(_ text: String) throws(SettingError) {
        if text.hasPrefix("sqlite:"), text.utf8.count > 7 {
            self = .sqlite(path: String(text.dropFirst(7)))
        } else if text.hasPrefix("mongodb://") || text.hasPrefix("mongodb+srv://") {
            self = .mongo(uri: text)
        } else {
            // Whatever it is, it may hold a password.
            throw SettingError(
                "DATABASE_URL", "names no store that is known", accepts: "sqlite:PATH, mongodb://… or mongodb+srv://…")
        }
    }

    /// The store in words, without a secret.
    var description: String {
        switch self {
        case .sqlite(let path): "sqlite:\(path)"
        case .mongo: "MongoDB"
        }
    }
}
