/// What a person would call the client that a `User-Agent` stands for.
struct DeviceName: CustomStringConvertible {
    /// The first that occurs counts: most browsers claim to be others too.
    private static let browsers = [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl"),
        ("python-requests/", "Python"), ("okhttp/", "Android app"), ("Dart/", "Dart app"), ("CFNetwork/", "Apple app"),
    ]
    private static let systems = [
        ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ]

    let description: String

    init(userAgent: String) {
        let browser = Self.browsers.first { userAgent.contains($0.0) }?.1
        let system = Self.systems.first { userAgent.contains($0.0) }?.1
        switch (browser, system) {
        case (let browser?, let system?): description = "\(browser) on \(system)"
        case (let name?, nil), (nil, let name?): description = name
        case (nil, nil): description = "Unknown device"
        }
    }
}
