import Foundation
import TestProcesses
import Testing

/// A headless Chromium, driven by chromedriver over HTTP (W3C WebDriver).
final class Browser: Sendable {
    private let driver: ChildProcess
    private let folder: Folder
    private let port: Int
    /// The driver's path of the open session.
    private let session: String

    /// Runs `body` with a browser that is gone after it.
    static func run(_ body: (Browser) async throws -> Void) async throws {
        let browser = try await Browser()
        do {
            try await body(browser)
            await browser.close()
        } catch {
            await browser.close()
            throw error
        }
    }

    private init() async throws {
        let folder = try Folder()
        let log = folder.url.appending(path: "chromedriver.log")
        // Whatever Chromium keeps of its own goes with the folder.
        let environment = ["HOME": folder.url.path, "PATH": "/usr/bin:/bin", "TMPDIR": folder.url.path]
        try #require(
            FileManager.default.isExecutableFile(atPath: "/usr/bin/chromedriver"),
            "chromedriver is missing: run the tests by scripts/test, which installs it")
        driver = try ChildProcess(
            "/usr/bin/chromedriver", ["--port=0"], environment: environment, output: .file(log), errors: .nothing)
        self.folder = folder
        port = try await poll("chromedriver's port") {
            try String(contentsOf: log, encoding: .utf8).firstMatch(of: /started successfully on port (\d+)/)
                .flatMap { Int($0.1) }
        }
        let answer = try await Self.send("POST", "/session", port: port, ["capabilities": Self.capabilities(folder)])
        session = "/session/\(try #require((answer as? [String: Any])?["sessionId"] as? String))"
    }

    private static func capabilities(_ folder: Folder) -> [String: Any] {
        // Chromium's sandbox does not start as root, which the tests may run as; all that it is shown is the service.
        let arguments = [
            "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--window-size=1400,1000",
            "--user-data-dir=\(folder.url.appending(path: "profile").path)",
        ]
        let always: [String: Any] = [
            "browserName": "chrome", "goog:loggingPrefs": ["browser": "ALL"],
            "goog:chromeOptions": ["binary": "/usr/bin/chromium", "args": arguments],
        ]
        return ["alwaysMatch": always]
    }

    /// Ends the browser and its driver, which takes no SIGTERM.
    private func close() async {
        _ = try? await Self.send("DELETE", session, port: port)
        driver.send(SIGKILL)
        driver.wait()
    }

    func open(_ url: URL) async throws {
        try await command("url", ["url": url.absoluteString])
    }

    /// What the script, a function's body, returns.
    func evaluate(_ script: String) async throws -> Any? {
        try await command("execute/sync", ["script": script, "args": [String]()])
    }

    /// The text that the element shows; the page's by default.
    func text(of selector: String = "body") async throws -> String {
        try await evaluate("return document.querySelector(`\(selector)`)?.innerText ?? ''") as? String ?? ""
    }

    /// Waits until the element shows the text, and returns all that it shows.
    @discardableResult
    func wait(for text: String, in selector: String = "body") async throws -> String {
        try await poll("\"\(text)\" in \(selector)") {
            let shown = try await self.text(of: selector)
            return shown.contains(text) ? shown : nil
        }
    }

    /// Clicks the element, as soon as it is there and can be clicked.
    func click(_ selector: String) async throws {
        try await poll("a click on \(selector)") { () -> Void? in
            guard let element = try await find(selector) else { return nil }
            // What covers it, or moves it, may be gone at the next try.
            do { try await command("element/\(element)/click", [:]) } catch is WebDriverError { return nil }
            return ()
        }
    }

    /// Types into the element, as soon as it is there.
    func type(_ text: String, into selector: String) async throws {
        let element = try await poll("the element \(selector)") { try await find(selector) }
        try await command("element/\(element)/value", ["text": text])
    }

    /// What the console was told of errors, such as breaches of the page's policy.
    func consoleErrors() async throws -> [String] {
        let entries = try await command("se/log", ["type": "browser"]) as? [[String: Any]] ?? []
        return entries.filter { $0["level"] as? String == "SEVERE" }.map { "\($0["message"] ?? "")" }
    }

    private func find(_ selector: String) async throws -> String? {
        let found = try await command("elements", ["using": "css selector", "value": selector]) as? [[String: String]]
        return found?.first?.values.first
    }

    @discardableResult
    private func command(_ name: String, _ body: [String: Any]) async throws -> Any? {
        try await Self.send("POST", "\(session)/\(name)", port: port, body)
    }

    /// No URLSession: chromedriver's header fields, which have no space after the colon, it can't read.
    ///
    /// - Throws: `WebDriverError` with what the driver says.
    private static func send(_ method: String, _ path: String, port: Int, _ body: [String: Any] = [:]) async throws
        -> Any?
    {
        let data = try JSONSerialization.data(withJSONObject: body)
        let connection = try RawConnection(port: port)
        try connection.send(
            "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: \(data.count)\r\n\r\n"
                + String(decoding: data, as: UTF8.self))
        let answer = try JSONSerialization.jsonObject(with: Data(try await connection.receiveContent().utf8))
        let value = (answer as? [String: Any])?["value"]
        if let error = (value as? [String: Any])?["error"] as? String { throw WebDriverError(answer: error) }
        return value
    }
}

/// What the driver refused to do.
struct WebDriverError: Error {
    let answer: String
}
