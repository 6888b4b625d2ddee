@testable import UsersAPI

/// A body and what it holds.
struct MultipartSample: CustomStringConvertible {
    let description: String
    let boundary: String
    let body: String
    let parts: [MultipartPart]

    private static func part(
        _ name: String, _ text: String, fileName: String? = nil, type: String? = nil
    ) -> MultipartPart {
        MultipartPart(name: name, fileName: fileName, contentType: type, bytes: Array(text.utf8))
    }

    static let all = [
        MultipartSample(
            description: "curl -F file=@a.png -F 'note=a b'", boundary: "------------------------d74496d66958873e",
            body: """
                --------------------------d74496d66958873e\r
                Content-Disposition: form-data; name="file"; filename="a.png"\r
                Content-Type: image/png\r
                \r
                \u{7F}PNG\r\n\u{1A}\n\r
                --------------------------d74496d66958873e\r
                Content-Disposition: form-data; name="note"\r
                \r
                a b\r
                --------------------------d74496d66958873e--\r\n
                """,
            parts: [part("file", "\u{7F}PNG\r\n\u{1A}\n", fileName: "a.png", type: "image/png"), part("note", "a b")]),
        MultipartSample(
            description: "Chromium", boundary: "----WebKitFormBoundary7MA4YWxkTrZu0gW",
            body: """
                ------WebKitFormBoundary7MA4YWxkTrZu0gW\r
                Content-Disposition: form-data; name="file"; filename="J%22ne.webp"\r
                Content-Type: image/webp\r
                \r
                RIFF\r
                ------WebKitFormBoundary7MA4YWxkTrZu0gW\r
                Content-Disposition: form-data; name="empty"; filename=""\r
                Content-Type: application/octet-stream\r
                \r
                \r
                ------WebKitFormBoundary7MA4YWxkTrZu0gW--\r\n
                """,
            parts: [
                part("file", "RIFF", fileName: "J\"ne.webp", type: "image/webp"),
                part("empty", "", fileName: "", type: "application/octet-stream"),
            ]),
        MultipartSample(
            description: "Firefox", boundary: "---------------------------9051914041544843365972754266",
            body: """
                -----------------------------9051914041544843365972754266\r
                Content-Disposition: form-data; name="text"\r
                \r
                zwei\r\nZeilen ü\r
                -----------------------------9051914041544843365972754266--\r\n
                """,
            parts: [part("text", "zwei\r\nZeilen ü")]),
        MultipartSample(
            description: "look-alikes, padding, preamble and epilogue", boundary: "b",
            body: "This is\r\n--bogus\r\na preamble\r\n--b \t\r\nContent-Disposition: form-data; name=a\r\n\r\n"
                + "--b\r\r\n--bb\r\n--b-\r\n--b--x\r\n-\r\n--\r\r\n\r\n--B\r\n --b\r\n--b \r\nContent-Disposition: "
                + "form-data; name=c\r\n\r\n\r\n\r\n\r\n--b--\t \r\nAn epilogue\r\n--b\r\n",
            parts: [
                part("a", "--b\r\r\n--bb\r\n--b-\r\n--b--x\r\n-\r\n--\r\r\n\r\n--B\r\n --b"), part("c", "\r\n\r\n"),
            ]),
        MultipartSample(
            description: "a part without the empty line's own break", boundary: "b",
            body: "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n--b--", parts: [part("a", "")]),
        MultipartSample(description: "no parts", boundary: "b", body: "\r\n--b--\r\n", parts: []),
    ]
}
