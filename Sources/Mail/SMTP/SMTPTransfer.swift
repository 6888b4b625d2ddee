import CCurl
import CurlClient

/// Hands mails to a server, each over a connection of its own; blocks the thread.
struct SMTPTransfer {
    let server: SMTPServer
    let limits: SMTPLimits

    /// Returns when the server has taken the mail.
    func send(_ message: OutgoingMessage) throws(MailError) {
        guard let handle = CurlHandle(), let recipients = CurlStrings([message.to.mailbox]) else {
            throw .temporary(reason: "libcurl could not be started")
        }
        let exchange = SMTPExchange(message: message.bytes)
        let (status, problem) = recipients.withList { list in
            handle.transfer { perform($0, message, list, exchange) }
        }
        guard status == CURLE_OK else {
            throw SMTPFailure(
                status: status, reply: exchange.reply, hasBegunMessage: exchange.hasBegunMessage, problem: problem
            ).error(of: server)
        }
    }

    private func perform(
        _ pointer: UnsafeMutableRawPointer, _ message: OutgoingMessage,
        _ recipients: UnsafeMutablePointer<curl_slist>, _ exchange: SMTPExchange
    ) -> CURLcode {
        for (option, value) in strings(message) {
            let status = ccurl_set_string(pointer, option, value)
            guard status == CURLE_OK else { return status }
        }
        for (option, value) in numbers {
            let status = ccurl_set_number(pointer, option, value)
            guard status == CURLE_OK else { return status }
        }
        return withExtendedLifetime(exchange) {
            let context = Unmanaged.passUnretained(exchange).toOpaque()
            let settings = [
                ccurl_set_recipients(pointer, recipients),
                ccurl_set_upload(pointer, giveMessage, context, curl_off_t(message.bytes.count)),
                ccurl_set_reply(pointer, takeReply, context),
            ]
            return settings.first { $0 != CURLE_OK } ?? curl_easy_perform(pointer)
        }
    }

    private func strings(_ message: OutgoingMessage) -> [(CURLoption, String?)] {
        var options: [(CURLoption, String?)] = [
            (CURLOPT_URL, server.url(greetingAs: message.from.domain)),
            (CURLOPT_MAIL_FROM, message.from.mailbox),
            // The environment's proxies are for HTTP.
            (CURLOPT_PROXY, ""),
        ]
        if let caFile = server.caFile {
            options += [(CURLOPT_CAINFO, caFile), (CURLOPT_CAPATH, nil)]
        }
        if let credentials = server.credentials {
            options += [
                (CURLOPT_USERNAME, credentials.user), (CURLOPT_PASSWORD, credentials.password),
                // libcurl would rather try Kerberos and NTLM; within TLS these two do, and all servers have one.
                (CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN"),
            ]
        }
        return options
    }

    private var numbers: [(CURLoption, Int)] {
        [
            // No signal handlers: they belong to the whole process.
            (CURLOPT_NOSIGNAL, 1),
            // Says QUIT within the limits below, rather than when the handle goes.
            (CURLOPT_FORBID_REUSE, 1),
            (CURLOPT_USE_SSL, Int((server.requiresEncryption ? CURLUSESSL_ALL : CURLUSESSL_TRY).rawValue)),
            (CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
            (CURLOPT_SSL_VERIFYPEER, 1),
            (CURLOPT_SSL_VERIFYHOST, 2),
            (CURLOPT_CONNECTTIMEOUT_MS, Int(limits.connect / .milliseconds(1))),
            (CURLOPT_TIMEOUT_MS, Int(limits.transfer / .milliseconds(1))),
            // The only limit that holds for QUIT; in seconds, and 0 would be libcurl's two minutes.
            (CURLOPT_SERVER_RESPONSE_TIMEOUT, max(1, Int(limits.transfer.components.seconds))),
        ]
    }
}

private let giveMessage: ccurl_callback = { bytes, _, count, context in
    Unmanaged<SMTPExchange>.fromOpaque(context).takeUnretainedValue()
        .read(into: UnsafeMutableRawBufferPointer(start: bytes, count: count))
}

private let takeReply: ccurl_callback = { bytes, _, count, context in
    Unmanaged<SMTPExchange>.fromOpaque(context).takeUnretainedValue()
        .take(line: UnsafeRawBufferPointer(start: bytes, count: count))
    return count
}
