import Logging
import SocketServer

/// What SIGHUP brings about where clients are served over TLS.
struct CertificateReload: Sendable {
    let files: TLSFiles
    let server: Server
    let logger: Logger

    /// Gives new connections the certificate that the files have now; the former one stays where they can't be used.
    func run() {
        do {
            let identity = try files.load()
            server.replaceTLS(with: identity)
            logger.notice("the certificate was read anew", metadata: ["valid_until": "\(identity.validUntil)"])
        } catch {
            logger.error("the former certificate stays: \(error.line)")
        }
    }
}
