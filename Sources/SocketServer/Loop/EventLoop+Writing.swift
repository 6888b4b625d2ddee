import Glibc
import HTTPTypes

extension EventLoop {
    /// Bodies from this size on are sent from where they lie, in one call with their head.
    private static let copyLimit = 16384
    /// What `scratch` may keep allocated.
    private static let scratchLimit = 65536

    /// Sends a response that is complete in memory.
    func send(
        _ response: Response, on connection: Connection, isHead: Bool, persistence: ResponseEncoder.Persistence
    ) {
        var body: [UInt8] = []
        if case .bytes(let bytes) = response.body { body = bytes }
        let framing = Self.framing(of: response, length: body.count, isHead: isHead)
        ResponseEncoder.appendHead(
            of: response, framing: framing, persistence: persistence, date: date.line, to: &scratch)
        if isHead || framing == .none { body = [] }
        if persistence.isClose { connection.closesAfterResponse = true }
        enterPhase(.flushing, of: connection, for: times.write)
        if body.count < Self.copyLimit {
            scratch.append(contentsOf: body)
            if mayHold(connection) { hold(connection) } else { transmit(connection) }
        } else {
            transmit(connection, body: body)
        }
        if connection.phase == .flushing, connection.output.isEmpty || connection.output.isHeld {
            completeResponse(connection)
        }
    }

    /// How a response of a known length is framed (RFC 9110 §8.6).
    private static func framing(of response: Response, length: Int, isHead: Bool) -> ResponseFraming {
        let code = response.status.code
        if code == 204 || code == 304 || code < 200 { return .none }
        // What a GET would have brought, where the handler knows it without having the body.
        if isHead, case .none = response.body {
            guard let declared = response.fields[.contentLength].flatMap({ Int($0) }), declared >= 0 else {
                return .none
            }
            return .length(declared)
        }
        return .length(length)
    }

    /// Sends what is in `scratch`, then `body`, and empties `scratch`; what the socket does not take waits in `output`.
    func transmit(_ connection: Connection, body: [UInt8] = []) {
        defer {
            if scratch.capacity > Self.scratchLimit { scratch = [] } else { scratch.removeAll(keepingCapacity: true) }
        }
        if connection.output.isHeld { connection.output.release(before: &scratch) }
        var sent = 0
        if connection.output.isEmpty {
            guard let count = Self.send(scratch, body, on: connection) else {
                close(connection)
                return
            }
            sent = count
        }
        if sent < scratch.count {
            connection.output.append(scratch[sent...])
            connection.output.append(body[...])
        } else if sent - scratch.count < body.count {
            connection.output.adopt(body, droppingFirst: sent - scratch.count)
        }
    }

    /// Sends more of `output`, now that the socket takes it.
    func flush(_ connection: Connection) {
        while !connection.output.isEmpty {
            let output = connection.output
            guard let count = Self.send(output.bytes, from: output.start, on: connection) else {
                close(connection)
                return
            }
            guard count > 0 else { break }
            connection.output.consume(count)
            noteProgress(connection)
        }
        guard connection.output.isEmpty else { return }
        if connection.phase == .flushing {
            completeResponse(connection)
        } else if let waiter = connection.exchange?.writeWaiter {
            connection.exchange?.writeWaiter = nil
            waiter.resume()
        }
    }

    /// The client reads: its time starts over.
    private func noteProgress(_ connection: Connection) {
        if connection.phase == .flushing {
            enterPhase(.flushing, of: connection, for: times.write)
        } else if connection.exchange?.stream != nil {
            connection.exchange?.writeDeadline = now + times.write
            schedule(connection)
        }
    }

    /// What the socket took of both arrays, 0 when it takes nothing now, nil when the connection broke.
    private static func send(_ first: [UInt8], _ second: [UInt8], on connection: Connection) -> Int? {
        guard !second.isEmpty else { return send(first, from: 0, on: connection) }
        guard connection.tls == nil else { return sendParts(first, second, on: connection) }
        return first.withUnsafeBytes { first in
            second.withUnsafeBytes { second in
                var parts = [
                    iovec(iov_base: UnsafeMutableRawPointer(mutating: first.baseAddress), iov_len: first.count),
                    iovec(iov_base: UnsafeMutableRawPointer(mutating: second.baseAddress), iov_len: second.count),
                ]
                return parts.withUnsafeMutableBufferPointer { parts in
                    var message = msghdr()
                    message.msg_iov = parts.baseAddress
                    message.msg_iovlen = parts.count
                    return outcome { sendmsg(connection.socket.raw, &message, Int32(MSG_NOSIGNAL)) }
                }
            }
        }
    }

    /// The same where it is encrypted, which makes records of either array anyway.
    private static func sendParts(_ first: [UInt8], _ second: [UInt8], on connection: Connection) -> Int? {
        guard let sent = send(first, from: 0, on: connection) else { return nil }
        guard sent == first.count else { return sent }
        return send(second, from: 0, on: connection).map { sent + $0 }
    }

    private static func send(_ bytes: [UInt8], from start: Int, on connection: Connection) -> Int? {
        bytes.withUnsafeBytes { bytes in
            let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
            if let session = connection.tls { return session.write(rest) }
            return outcome { Glibc.send(connection.socket.raw, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL)) }
        }
    }

    private static func outcome(_ call: () -> Int) -> Int? {
        while true {
            let count = call()
            if count >= 0 { return count }
            switch errno {
            case EINTR: continue
            case EAGAIN: return 0
            default: return nil
            }
        }
    }
}
