/// The layout of a backup's file: this signature, a header, for each document a byte that names its collection and the document, the
/// end's byte, a summary, and the SHA-256 of all that. Header, documents and summary are BSON.
enum BackupFormat {
    /// The format's version, the signature's last byte.
    static let version: UInt8 = 1
    /// What each file begins with.
    static let signature = Array("USERBAK".utf8) + [version]
    /// In the place of a collection's number: no document follows.
    static let end: UInt8 = 0xFF
    /// How many bytes of the checksum end the file.
    static let checksumLength = 32
    /// How many bytes are read or written in one go.
    static let pieceLength = 256 << 10
}
