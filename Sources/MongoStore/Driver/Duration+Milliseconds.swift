extension Duration {
    /// Whole milliseconds, clamped to what the driver's options hold.
    var int32Milliseconds: Int32 {
        let (seconds, attoseconds) = components
        return Int32(
            clamping: seconds.multipliedReportingOverflow(by: 1000).partialValue + attoseconds / 1_000_000_000_000_000)
    }
}
