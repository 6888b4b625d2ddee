/// `BWS name [ BWS "=" BWS value ] *( BWS ";" … )` after a chunk's size (RFC 9112 §7.1.1); what it says is ignored.
struct ChunkExtensionGrammar {
    private enum State {
        case beforeName, name, afterName, beforeValue, value, quoted, escaped, afterValue
    }

    private var state = State.beforeName

    /// Whether the line may end here.
    var mayEnd: Bool {
        switch state {
        case .name, .afterName, .value, .afterValue: true
        case .beforeName, .beforeValue, .quoted, .escaped: false
        }
    }

    /// Takes one byte, which is no CR.
    mutating func read(_ byte: UInt8) throws(MessageError) {
        let isWhitespace = byte == ByteClass.space || byte == ByteClass.tab
        switch state {
        case .beforeName:
            if ByteClass.isToken(byte) { state = .name } else if !isWhitespace { throw .malformed }
        case .name where ByteClass.isToken(byte), .value where ByteClass.isToken(byte):
            break
        case .name, .afterName:
            switch byte {
            case ByteClass.equals: state = .beforeValue
            case ByteClass.semicolon: state = .beforeName
            default: state = try whitespace(byte, then: .afterName)
            }
        case .beforeValue:
            if byte == ByteClass.quote {
                state = .quoted
            } else if ByteClass.isToken(byte) {
                state = .value
            } else {
                state = try whitespace(byte, then: .beforeValue)
            }
        case .value, .afterValue:
            state = byte == ByteClass.semicolon ? .beforeName : try whitespace(byte, then: .afterValue)
        case .quoted, .escaped:
            guard ByteClass.isFieldValue(byte) else { throw .malformed }
            switch (state, byte) {
            case (.quoted, ByteClass.quote): state = .afterValue
            case (.quoted, ByteClass.backslash): state = .escaped
            default: state = .quoted
            }
        }
    }

    private func whitespace(_ byte: UInt8, then next: State) throws(MessageError) -> State {
        guard byte == ByteClass.space || byte == ByteClass.tab else { throw .malformed }
        return next
    }
}
