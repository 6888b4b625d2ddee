/// A streamed response on its way.
struct ResponseStream {
    /// The response of which the head was not sent yet; its body is not looked at.
    var unsentHead: Response?
    let framing: ResponseFraming
    let persistence: ResponseEncoder.Persistence
    /// Bytes that a declared length still asks for.
    var remaining: Int?
}
