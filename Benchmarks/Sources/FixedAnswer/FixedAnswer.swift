/// What the servers without a store answer: the body and the fields of a `GET /api/v1/users/me`, always the same.
public enum FixedAnswer {
    /// A user as the service writes it.
    public static let body = """
        {"id":"65f0c0ffee65f0c0ffee65f0","email":"bench@example.com","username":"Bench","is_admin":false,\
        "is_active":true,"email_verified":false,"created_at":"2026-01-06T09:00:00.000Z",\
        "updated_at":"2026-01-06T09:00:00.000Z","version":1,"last_login_at":"2026-01-06T09:00:01.000Z"}
        """

    /// The whole message, with as many fields as the service sends.
    public static let message = """
        HTTP/1.1 200 OK\r
        Date: Tue, 06 Jan 2026 09:00:00 GMT\r
        Content-Type: application/json\r
        Content-Length: \(body.utf8.count)\r
        Cache-Control: no-store\r
        ETag: "1"\r
        X-Content-Type-Options: nosniff\r
        X-Request-Id: 65f0c0ffee65f0c0ffee65f065f0c0ff\r
        \r
        \(body)
        """
}
