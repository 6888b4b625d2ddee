/// The work that waits for a pool's threads.
struct JobQueue {
    private var jobs: [Job] = []
    private var head = 0
    var isShutDown = false

    var count: Int { jobs.count - head }

    mutating func append(_ job: Job) {
        jobs.append(job)
    }

    /// Drops what nobody waits for any more, from the first on: who came first gives up first.
    mutating func dropUnwanted() {
        while count > 0, !jobs[head].isWanted() { _ = popFirst() }
    }

    /// Takes out the job to do next: the first, or the last where the first has waited longer than `patience`.
    mutating func next(patience: Duration?) -> Job? {
        guard let patience else { return popFirst() }
        dropUnwanted()
        guard count > 0, jobs[head].begin.duration(to: .now) > patience else { return popFirst() }
        return jobs.popLast()
    }

    private mutating func popFirst() -> Job? {
        guard count > 0 else { return nil }
        let job = jobs[head]
        head += 1
        if head == jobs.count || head > 1024 {
            jobs.removeFirst(head)
            head = 0
        }
        return job
    }
}
