import SocketServer

/// The PEM files that clients are served over TLS with.
struct TLSFiles: Sendable, Equatable {
    let certificate: String
    let key: String

    /// The files that the settings name; nil where neither is set.
    init?(_ reader: SettingReader) throws(SettingError) {
        switch (reader.text(.tlsCertificateFile), reader.text(.tlsKeyFile)) {
        case (nil, nil): return nil
        case (let certificate?, let key?):
            self.certificate = certificate
            self.key = key
        case (nil, .some):
            throw SettingError(
                Setting.tlsCertificateFile.name, "is missing", accepts: "a PEM file beside \(Setting.tlsKeyFile.name)")
        case (.some, nil):
            throw SettingError(
                Setting.tlsKeyFile.name, "is missing", accepts: "a PEM file beside \(Setting.tlsCertificateFile.name)")
        }
    }

    /// Reads the files as they are now.
    func load() throws(SettingError) -> TLSIdentity {
        do {
            return try TLSIdentity(certificateFile: certificate, keyFile: key)
        } catch {
            switch error {
            case .certificateUnreadable(let reason): throw certificateError("can't be read: \(reason)")
            case .certificateUnusable(let reason): throw certificateError("has no certificate to use: \(reason)")
            case .certificateExpired(let end): throw certificateError("expired at \(end)")
            case .certificateNotYetValid(let start): throw certificateError("is not valid before \(start)")
            case .keyUnreadable(let reason): throw keyError("can't be read: \(reason)")
            case .keyUnusable(let reason): throw keyError("has no private key to use: \(reason)")
            case .keyEncrypted: throw keyError("is encrypted")
            case .keyMismatch: throw keyError("is not the key of the certificate in \(certificate)")
            }
        }
    }

    private func certificateError(_ problem: String) -> SettingError {
        SettingError(
            Setting.tlsCertificateFile.name, "names \(certificate), which \(problem)",
            accepts: "a PEM file with a valid certificate, followed by those that signed it")
    }

    private func keyError(_ problem: String) -> SettingError {
        SettingError(
            Setting.tlsKeyFile.name, "names \(key), which \(problem)",
            accepts: "a PEM file with the certificate's private key, unencrypted")
    }
}
