extension MetricFamily {
    /// Every metric of the program, in the order in which they are shown.
    public static let all = server + requests + pools + store + accounts + process

    private static let requestBounds = [0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 10]
    private static let waitBounds = [0.0001, 0.001, 0.005, 0.025, 0.1, 0.5, 2.5]
    private static let lagBounds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1]

    private static let server = [
        MetricFamily("http_connections_open", .gauge, "Connections that are open now."),
        MetricFamily("http_connections_accepted_total", .counter, "Connections that were accepted."),
        MetricFamily(
            "http_connections_refused_total", .counter, by: ["reason"],
            "Accepted connections that were answered 503 or closed at once."),
        MetricFamily(
            "http_accept_pauses_total", .counter,
            "Times that a loop stopped accepting because descriptors were, or nearly, used up."
        ),
        MetricFamily("http_requests_in_flight", .gauge, "Requests whose handlers have not returned."),
        MetricFamily(
            "http_event_loop_lag_seconds", .histogram(lagBounds),
            "How late a loop came to a timer that is due four times a second."),
    ]

    private static let requests = [
        MetricFamily(
            "http_requests_total", .counter, by: ["route", "method", "status"],
            "Answered requests by the path that their route declares; unmatched where there is none."),
        MetricFamily(
            "http_request_duration_seconds", .histogram(requestBounds), by: ["route", "method"],
            "Time from a request's head to its answer, a body that came slowly included."),
        MetricFamily(
            "http_server_answers_total", .counter, by: ["status"],
            "What the server answered by itself, to what is no proper HTTP, is too large or took too long."),
        MetricFamily(
            "http_throttled_requests_total", .counter,
            "Requests that were refused because there were too many of their kind."),
    ]

    private static let pools = [
        MetricFamily("thread_pool_queue_length", .gauge, by: ["pool"], "Calls that wait for a thread of the pool."),
        MetricFamily(
            "thread_pool_wait_seconds", .histogram(waitBounds), by: ["pool"],
            "How long calls waited for a thread of the pool."
        ),
        MetricFamily(
            "thread_pool_refusals_total", .counter, by: ["pool"], "Calls that were refused because the queue was full."),
    ]

    private static let store = [
        MetricFamily(
            "store_operation_duration_seconds", .histogram(waitBounds), by: ["operation"],
            "Time of store operations with their waits and retries; what memory answered is none."),
        MetricFamily("store_errors_total", .counter, by: ["error"], "Store operations that failed."),
        MetricFamily(
            "store_retries_total", .counter, by: ["cause"],
            "Store operations that were begun again, because another write came first or there was no primary."),
    ]

    private static let accounts = [
        MetricFamily("users_logins_total", .counter, by: ["result"], "Logins with a password."),
        MetricFamily("users_sessions_opened_total", .counter, "Sessions that were opened."),
        MetricFamily(
            "users_sessions_ended_total", .counter, "Sessions that were ended before their time, in whatever way."),
        MetricFamily("users_mails_sent_total", .counter, by: ["kind"], "Mails that the mail server took."),
        MetricFamily(
            "users_mail_failures_total", .counter, by: ["outcome"],
            "Attempts to send a mail that failed: it is tried again, or given up as a dead letter."),
        MetricFamily(
            "users_outboxes_waiting", .gauge,
            "Accounts in the store with mails, audit entries or removals that wait, looked at every 15 seconds."),
    ]

    private static let process = [
        MetricFamily("users_build_info", .gauge, by: ["version"], "1, with the version of the program."),
        MetricFamily(
            "process_cpu_seconds_total", .counter, "Processor time that the process took.",
            reading: ProcessReadings.cpuSeconds),
        MetricFamily(
            "process_resident_memory_bytes", .gauge, "Memory of the process that is resident.",
            reading: ProcessReadings.residentBytes),
        MetricFamily(
            "process_open_fds", .gauge, "Descriptors that are open.", reading: ProcessReadings.openDescriptors),
        MetricFamily(
            "process_max_fds", .gauge, "Descriptors that may be open.", reading: ProcessReadings.descriptorLimit),
        MetricFamily(
            "process_start_time_seconds", .gauge, "When the process began, in seconds since 1970.",
            reading: ProcessReadings.startTime),
    ]
}
