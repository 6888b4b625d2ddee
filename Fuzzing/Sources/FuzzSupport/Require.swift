/// Ends the run when a promise is broken, with the message that `precondition` leaves out of optimised programs.
public func require(
    _ isKept: @autoclosure () -> Bool, _ message: @autoclosure () -> String = "", file: StaticString = #fileID,
    line: UInt = #line
) {
    if !isKept() { fail("a promise is broken \(message())", file: file, line: line) }
}

/// Ends the run.
public func fail(_ message: String, file: StaticString = #fileID, line: UInt = #line) -> Never {
    fatalError(message, file: file, line: line)
}
