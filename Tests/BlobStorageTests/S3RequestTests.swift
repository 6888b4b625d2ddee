import Testing

@testable import BlobStorage

@Suite struct S3RequestTests {
    private static let emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    /// SHA-256 as `sha256sum` prints it: of a body, or of none, in 64 digits, leading zeros too.
    @Test(arguments: [
        (S3Request.get(name: "a.png"), emptyHash), (.delete(name: "a.png"), emptyHash),
        (.put(.example(bytes: [])), emptyHash),
        (.put(.example()), "ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73"),
        (.put(.example(bytes: [10])), "01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b"),
    ])
    func `A request carries the hash of its body`(request: S3Request, hash: String) {
        let headers = request.headers(sessionToken: nil).filter { $0.hasPrefix("x-amz-content-sha256:") }
        #expect(headers == ["x-amz-content-sha256: \(hash)"])
    }
}
