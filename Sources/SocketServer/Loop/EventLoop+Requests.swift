import CoreMetrics
import HTTPTypes

extension EventLoop {
    /// Starts the handler on a request, as a task of this loop.
    func begin(_ head: RequestHead, _ connection: Connection) {
        connection.parser = HeadParser()
        connection.exchangeCount &+= 1
        connection.discarded = 0
        let id = ExchangeID(connection: connection.id, number: connection.exchangeCount)
        let declaredLength: Int? =
            switch head.framing {
            case .none: 0
            case .length(let length): length
            case .chunked: nil
            }
        let request = Request(
            method: head.method, path: head.path, query: head.query, fields: head.fields,
            remoteAddress: connection.peer,
            body: RequestBody(declaredLength: declaredLength, loop: self, exchange: id),
            targetAuthority: head.authority)
        let exchange = Exchange(id: id, head: head, deadline: now + times.request)
        connection.phase = .serving
        connection.exchange = exchange
        schedule(connection)
        if let heir {
            exchange.task = heir
            inheritance = (request, id)
            return
        }
        activeTasks += 1
        metrics.requestsInFlight.increment()
        if let rested = restingTasks.popLast() {
            exchange.task = rested.task
            rested.continuation.resume(returning: (request, id))
        } else {
            exchange.task = Task(executorPreference: executor) { await self.serve(request, id) }
        }
    }

    /// Has a request answered, those that came together with it, and others that come later.
    private func serve(_ first: Request, _ id: ExchangeID) async {
        var next: (request: Request, id: ExchangeID)? = (first, id)
        while let (request, id) = next {
            let response = await handler(request)
            let task: Task<Void, Never>?
            if case .stream(let length, let write) = response.body {
                await stream(response, length: length, write, id)
                task = nil
            } else {
                task = respond(response, id)
            }
            next = inheritance
            inheritance = nil
            guard next == nil else { continue }
            activeTasks -= 1
            metrics.requestsInFlight.decrement()
            if let task, mayRest { next = await rest(task) }
        }
    }

    /// The connection whose request is still in work and unanswered; nil where it is over.
    func connection(of id: ExchangeID) -> Connection? {
        guard let connection = table[id.connection], connection.phase == .serving,
            connection.exchange?.id == id
        else { return nil }
        return connection
    }

    /// Sends an answer; what was begun meanwhile by the calling task's inheritance is in `inheritance`.
    ///
    /// - Returns: The calling task, if it may go on with another request.
    private func respond(_ response: Response, _ id: ExchangeID) -> Task<Void, Never>? {
        guard let connection = connection(of: id), let persistence = settleBody(connection, response),
            let exchange = connection.exchange
        else { return nil }
        // A task that was cancelled would have the next handler believe that it is.
        let task = exchange.isCancelled ? nil : exchange.task
        exchange.task = nil
        heir = task
        send(response, on: connection, isHead: exchange.isHead, persistence: persistence)
        heir = nil
        return task
    }

    /// Deals with a body that the handler has not read: what `Connection` will say; nil where the body turned out to be
    /// malformed, which was answered.
    func settleBody(_ connection: Connection, _ response: Response) -> ResponseEncoder.Persistence? {
        if connection.exchange?.decoder.isFinished == false {
            do {
                try skipBufferedBody(connection)
            } catch {
                reject(connection, error.status)
                return nil
            }
        }
        guard let exchange = connection.exchange else { return nil }
        var closes = !exchange.isPersistent || phase != .serving
        if !exchange.decoder.isFinished {
            // A client that waits for `100 Continue` may send the body or not; one cannot know.
            closes = closes || exchange.awaitsContinue
            if let remaining = exchange.decoder.remaining, remaining > configuration.limits.discardedBody {
                closes = true
            }
        }
        if !closes, let option = response.fields[.connection] {
            closes = option.split(separator: ",").contains { $0.lowercased().contains("close") }
        }
        if closes { return .close }
        return exchange.minorVersion == 0 ? .keepAlive : .implied
    }

    /// What follows a response that is sent completely.
    func completeResponse(_ connection: Connection) {
        if connection.closesAfterResponse {
            endExchange(of: connection, failure: .disconnected)
            linger(connection)
        } else if let exchange = connection.exchange, !exchange.decoder.isFinished {
            enterPhase(.discarding, of: connection, for: times.bodyGrace)
            readInput(connection)
        } else {
            awaitRequest(connection)
        }
    }

    /// Goes on to the next request, of which something may be there.
    func awaitRequest(_ connection: Connection) {
        connection.exchange = nil
        enterPhase(.idle, of: connection, for: times.idle)
        guard mayGoOn(connection) else { return }
        if !connection.input.isEmpty { readBufferedHead(connection) }
        if connection.isReadable { readInput(connection) }
        closeIfDraining(connection)
    }

    /// Closes a connection that awaits a request although draining has begun, unless there is more of what came.
    func closeIfDraining(_ connection: Connection) {
        guard connection.phase == .idle, phase != .serving, connection.input.isEmpty else { return }
        // The call that has lent the buffer goes on reading.
        if !(readBuffer.isLent && connection.isReadable) { close(connection) }
    }
}
