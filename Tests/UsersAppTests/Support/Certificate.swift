import Foundation
import TestSupport
import Testing

/// A certificate that signed itself, for localhost and 127.0.0.1, in files of a folder.
struct Certificate {
    let file: String
    let key: String

    /// Has `openssl` make it; `name` is its subject's, and what its files begin with.
    init(_ name: String, in folder: Folder) throws {
        file = folder.url.appending(path: "\(name).pem").path
        key = folder.url.appending(path: "\(name).key").path
        let result = try Tool.run(
            "openssl",
            ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
                + ["-subj", "/CN=\(name)", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
                + ["-out", file, "-keyout", key])
        try #require(result.status == 0, "\(result.output)")
    }

    var settings: [String: String] { ["TLS_CERTIFICATE_FILE": file, "TLS_KEY_FILE": key] }

    /// Puts another one's content into the files.
    func replace(by other: Certificate) throws {
        for (path, source) in [(file, other.file), (key, other.key)] {
            try Data(contentsOf: URL(filePath: source)).write(to: URL(filePath: path), options: .atomic)
        }
    }
}
