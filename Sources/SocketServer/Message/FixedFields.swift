import HTTPTypes

/// Header fields that many answers have, rendered once: making, keeping and rendering `HTTPFields` is what an answer costs most.
public final class FixedFields: Sendable {
    /// The fields.
    public let fields: HTTPFields
    let lines: [UInt8]

    /// Renders fields.
    ///
    /// - Parameter fields: None that the server adds itself: `Connection`, `Content-Length`, `Date`, `Transfer-Encoding`.
    public init(_ fields: HTTPFields) {
        var lines: [UInt8] = []
        for field in fields { ResponseEncoder.append(field, to: &lines) }
        self.fields = fields
        self.lines = lines
    }
}
