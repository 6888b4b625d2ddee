/// What a target needs, or the end of the run: without it the target would hold nothing against its promise.
public func made<Value>(_ make: () throws -> Value, file: StaticString = #fileID, line: UInt = #line) -> Value {
    do {
        return try make()
    } catch {
        fail("can't be made: \(error)", file: file, line: line)
    }
}
