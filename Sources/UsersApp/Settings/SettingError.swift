/// A setting that can't be used: which one, what is wrong, and what is accepted. Never the value of a secret.
struct SettingError: Error, Equatable {
    let line: String

    init(_ name: String, _ problem: String, accepts: String) {
        line = "\(name) \(problem); accepted is \(accepts)"
    }
}
