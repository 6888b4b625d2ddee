import Testing

@testable import Accounts

@Suite struct DeviceNameTests {
    private static let windows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
    private static let mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    private static let iPhone =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    private static let android = "Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36 (KHTML, like Gecko)"

    @Test(arguments: [
        ("\(windows) Chrome/143.0.0.0 Safari/537.36", "Chrome on Windows"),
        ("\(windows) Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0", "Edge on Windows"),
        ("\(windows) Chrome/143.0.0.0 Safari/537.36 OPR/124.0.0.0", "Opera on Windows"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:146.0) Gecko/20100101 Firefox/146.0", "Firefox on Windows"),
        ("\(mac) Version/26.1 Safari/605.1.15", "Safari on macOS"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:146.0) Gecko/20100101 Firefox/146.0", "Firefox on macOS"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:146.0) Gecko/20100101 Firefox/146.0", "Firefox on Linux"),
        (
            "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 "
                + "Safari/537.36", "Chrome on ChromeOS"
        ),
        ("\(iPhone) Version/18.5 Mobile/15E148 Safari/604.1", "Safari on iPhone"),
        ("\(iPhone) CriOS/143.0.7499.92 Mobile/15E148 Safari/604.1", "Chrome on iPhone"),
        ("\(iPhone) FxiOS/146.0 Mobile/15E148 Safari/605.1.15", "Firefox on iPhone"),
        ("\(iPhone) EdgiOS/143.0.3650.66 Version/18.0 Mobile/15E148 Safari/604.1", "Edge on iPhone"),
        (
            "Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 "
                + "Mobile/15E148 Safari/604.1", "Safari on iPad"
        ),
        ("\(android) Chrome/143.0.0.0 Mobile Safari/537.36", "Chrome on Android"),
        ("\(android) Chrome/143.0.0.0 Mobile Safari/537.36 EdgA/143.0.0.0", "Edge on Android"),
        ("\(android) SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36", "Samsung Internet on Android"),
        ("Mozilla/5.0 (Android 15; Mobile; rv:146.0) Gecko/146.0 Firefox/146.0", "Firefox on Android"),
        ("curl/8.5.0", "curl"), ("python-requests/2.32.3", "Python"), ("Dart/3.10 (dart:io)", "Dart app"),
        ("okhttp/4.12.0", "Android app"), ("Users/1 CFNetwork/3826.500.131 Darwin/24.5.0", "Apple app"),
        ("", "Unknown device"), ("something else", "Unknown device"),
    ])
    func `A browser's name is what a person calls it`(userAgent: String, name: String) {
        #expect(DeviceName(userAgent: userAgent).description == name)
    }
}
