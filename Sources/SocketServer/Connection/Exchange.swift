import HTTPTypes

/// A request in work: from its complete head until its response is sent and its body is over.
final class Exchange {
    let id: ExchangeID
    let isHead: Bool
    let minorVersion: Int
    let isPersistent: Bool
    /// Whether the client waits for `100 Continue`.
    var awaitsContinue: Bool
    var decoder: BodyDecoder
    var task: Task<Void, Never>?
    /// The handler's task, while it waits for the body.
    var bodyWaiter: CheckedContinuation<RequestBodyError?, Never>?
    /// The handler's task, while it waits for the client to read.
    var writeWaiter: CheckedContinuation<Void, Never>?
    var stream: ResponseStream?

    var isCancelled = false
    var requestDeadline: Int64
    var bodyDeadline = LoopClock.never
    /// When the whole body must be there, where the handler has set a time.
    var bodyEnd = LoopClock.never
    var writeDeadline = LoopClock.never
    var bodyReceived: Int64 = 0
    /// How long the handler has waited for the body so far, and since when it does now.
    var bodyWaited: Int64 = 0
    var bodyWaitStart: Int64 = 0

    init(id: ExchangeID, head: RequestHead, deadline: Int64) {
        self.id = id
        isHead = head.method == .head
        minorVersion = head.minorVersion
        isPersistent = head.isPersistent
        awaitsContinue = head.expectsContinue
        decoder = BodyDecoder(head.framing)
        requestDeadline = deadline
    }

    /// The handler's clock stands still while it waits for the body, which has time-outs of its own.
    var nextDeadline: Int64 {
        min(bodyWaiter == nil ? requestDeadline : LoopClock.never, min(bodyDeadline, writeDeadline))
    }
}
