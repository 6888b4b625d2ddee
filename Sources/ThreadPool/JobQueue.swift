/// The work that waits for a pool's threads.
struct JobQueue {
    /// Nil where a job was taken out: what it holds, which may be a password, is to go when it has run.
    private var jobs: [Job?] = []
    private var head = 0
    var isShutDown = false

    var count: Int { jobs.count - head }

    mutating func append(_ job: Job) {
        jobs.append(job)
    }

    /// Drops what nobody waits for any more, from the first on: who came first gives up first.
    mutating func dropUnwanted() {
        while let first, !first.isWanted() { _ = popFirst() }
    }

    /// Takes out the job to do next: the first, or the last where the first has waited longer than `patience`.
    mutating func next(patience: Duration?) -> Job? {
        guard let patience else { return popFirst() }
        dropUnwanted()
        guard let first, first.begin.duration(to: .now) > patience else { return popFirst() }
        defer { compact() }
        return jobs.popLast() ?? nil
    }

    private var first: Job? { count > 0 ? jobs[head] : nil }

    private mutating func popFirst() -> Job? {
        guard let first else { return nil }
        jobs[head] = nil
        head += 1
        compact()
        return first
    }

    private mutating func compact() {
        if head == jobs.count || head > 1024 {
            jobs.removeFirst(head)
            head = 0
        }
    }
}
