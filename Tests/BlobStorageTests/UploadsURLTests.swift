import Testing

@testable import BlobStorage

@Suite struct UploadsURLTests {
    private func url(_ text: String) throws(UploadsURLError) -> UploadsURL {
        try UploadsURL(text, accessKeyID: "keyid", secretAccessKey: "secret", sessionToken: "token")
    }

    @Test func `the document store needs no credentials`() throws {
        #expect(try UploadsURL("store:", accessKeyID: nil, secretAccessKey: nil, sessionToken: nil) == .store)
    }

    @Test(arguments: [
        ("s3://bucket", "us-east-1", "https://bucket.s3.us-east-1.amazonaws.com/a.png"),
        ("S3://bucket/?region=eu-west-1", "eu-west-1", "https://bucket.s3.eu-west-1.amazonaws.com/a.png"),
        ("s3://bucket/a/b-c/", "us-east-1", "https://bucket.s3.us-east-1.amazonaws.com/a/b-c/a.png"),
        ("s3://my.bucket?region=eu-west-1", "eu-west-1", "https://s3.eu-west-1.amazonaws.com/my.bucket/a.png"),
        (
            "s3://bucket?endpoint=https://minio.example.com:9000", "us-east-1",
            "https://minio.example.com:9000/bucket/a.png"
        ),
        ("s3://bucket/p?endpoint=http%3A%2F%2F127.0.0.1:9000/&region=x", "x", "http://127.0.0.1:9000/bucket/p/a.png"),
        ("s3://bucket?endpoint=https://[::1]:9000", "us-east-1", "https://[::1]:9000/bucket/a.png"),
    ])
    func `a bucket's URL says where its blobs are`(text: String, region: String, address: String) throws {
        guard case .s3(let bucket) = try url(text) else {
            Issue.record("not a bucket")
            return
        }
        #expect(bucket.region == region)
        #expect(bucket.url(of: "a.png") == address)
    }

    @Test(arguments: [
        ("", UploadsURLError.unknownScheme), ("bucket", .unknownScheme), ("file:uploads", .unknownScheme),
        ("store:x", .unknownScheme), ("s3:bucket", .badBucket), ("s3://", .badBucket), ("s3:///a", .badBucket),
        ("s3://ab", .badBucket), ("s3://Bucket", .badBucket), ("s3://key:secret@bucket", .badBucket),
        ("s3://-bucket", .badBucket), ("s3://a..b", .badBucket), ("s3://bucket/a//b", .badPrefix),
        ("s3://bucket/../b", .badPrefix), ("s3://bucket/a%20b", .badPrefix), ("s3://bucket#x", .badBucket),
        ("s3://bucket?region=", .badRegion), ("s3://bucket?region=eu/1", .badRegion),
        ("s3://bucket?endpoint=", .badEndpoint), ("s3://bucket?endpoint=minio:9000", .badEndpoint),
        ("s3://bucket?endpoint=ftp://host", .badEndpoint), ("s3://bucket?endpoint=https://host:0", .badEndpoint),
        ("s3://bucket?endpoint=https://host:65536", .badEndpoint), ("s3://bucket?endpoint=https://", .badEndpoint),
        ("s3://bucket?endpoint=https://k:s@host", .badEndpoint), ("s3://bucket?endpoint=https://host/x", .badEndpoint),
        ("s3://bucket?endpoint=https://host%0A", .badEndpoint), ("s3://bucket?endpoint=%zz", .badEndpoint),
        ("s3://bucket?", .unknownOption), ("s3://bucket?acl=public", .unknownOption),
        ("s3://bucket?region=a&region=b", .unknownOption),
    ])
    func `anything else is refused with what is wrong`(text: String, error: UploadsURLError) {
        #expect(throws: error) { try url(text) }
    }

    @Test(
        arguments: [(nil, "secret"), ("keyid", nil), ("", "secret"), ("keyid", ""), ("key\n", "secret")]
            as [(String?, String?)])
    func `a bucket takes both keys`(id: String?, secret: String?) {
        #expect(throws: UploadsURLError.noCredentials) {
            try UploadsURL("s3://bucket", accessKeyID: id, secretAccessKey: secret, sessionToken: nil)
        }
    }

    @Test func `no description shows credentials`() throws {
        let url = try url("s3://bucket/a")
        #expect(url.description == "https://bucket.s3.us-east-1.amazonaws.com/a")
        var dumped = ""
        dump(url, to: &dumped)
        for shown in ["\(url)", String(reflecting: url), dumped] {
            #expect(!shown.contains("keyid") && !shown.contains("secret") && !shown.contains("token"))
        }
    }
}
