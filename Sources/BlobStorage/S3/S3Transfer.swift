import CCurl
import CurlClient

/// Sends one request to a bucket; blocks the thread.
struct S3Transfer {
    let bucket: S3Bucket
    let request: S3Request
    let connect: Duration
    let whole: Duration

    /// Returns when the server has answered, or won't any more.
    func send(over handle: borrowing CurlHandle) -> S3Outcome {
        let exchange = S3Exchange()
        let headers = CurlStrings(request.headers(sessionToken: bucket.credentials.sessionToken))
        guard let headers else { return .noResponse(problem: "libcurl is out of memory") }
        let (status, problem) = headers.withList { list in
            handle.transfer { perform($0, list, exchange) }
        }
        if exchange.isTooLarge { return .tooLarge }
        return status == CURLE_OK ? .response(exchange.response) : .noResponse(problem: problem)
    }

    private func perform(
        _ pointer: UnsafeMutableRawPointer, _ headers: UnsafeMutablePointer<curl_slist>, _ exchange: S3Exchange
    ) -> CURLcode {
        (request.body ?? []).withUnsafeBytes { body in
            withExtendedLifetime(exchange) {
                let context = Unmanaged.passUnretained(exchange).toOpaque()
                var settings = [
                    ccurl_set_headers(pointer, headers), ccurl_set_reply(pointer, takeLine, context),
                    ccurl_set_download(pointer, takePart, context),
                ]
                if request.body != nil {
                    settings.append(ccurl_set_body(pointer, body.baseAddress, curl_off_t(body.count)))
                }
                settings += strings.map { ccurl_set_string(pointer, $0, $1) }
                settings += numbers.map { ccurl_set_number(pointer, $0, $1) }
                return settings.first { $0 != CURLE_OK } ?? curl_easy_perform(pointer)
            }
        }
    }

    private var strings: [(CURLoption, String)] {
        [
            (CURLOPT_URL, bucket.url(of: request.name)),
            (CURLOPT_CUSTOMREQUEST, request.method),
            (CURLOPT_PROTOCOLS_STR, "http,https"),
            (CURLOPT_PROXY, ""),
            (CURLOPT_AWS_SIGV4, "aws:amz:\(bucket.region):s3"),
            (CURLOPT_USERNAME, bucket.credentials.accessKeyID),
            (CURLOPT_PASSWORD, bucket.credentials.secretAccessKey),
        ]
    }

    private var numbers: [(CURLoption, Int)] {
        [
            // No signal handlers: they belong to the whole process.
            (CURLOPT_NOSIGNAL, 1),
            // A signature is for one host.
            (CURLOPT_FOLLOWLOCATION, 0),
            (CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
            (CURLOPT_SSL_VERIFYPEER, 1),
            (CURLOPT_SSL_VERIFYHOST, 2),
            (CURLOPT_CONNECTTIMEOUT_MS, Int(connect / .milliseconds(1))),
            (CURLOPT_TIMEOUT_MS, max(1, Int(whole / .milliseconds(1)))),
        ]
    }
}

private let takeLine: ccurl_callback = { bytes, _, count, context in
    Unmanaged<S3Exchange>.fromOpaque(context).takeUnretainedValue()
        .take(line: UnsafeRawBufferPointer(start: bytes, count: count))
    return count
}

private let takePart: ccurl_callback = { bytes, _, count, context in
    let isTaken = Unmanaged<S3Exchange>.fromOpaque(context).takeUnretainedValue()
        .take(part: UnsafeRawBufferPointer(start: bytes, count: count))
    return isTaken ? count : 0
}
