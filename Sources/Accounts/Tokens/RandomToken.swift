/// Random identifiers that can't be guessed.
enum RandomToken {
    /// Its number of bytes.
    static let length = 16

    /// 128 bits from the system, as 32 hexadecimal digits.
    static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<length).map { _ in UInt8.random(in: 0 ... .max, using: &generator) }.hexadecimal
    }
}
