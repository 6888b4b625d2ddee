import CCurl

/// A list of strings as libcurl wants it.
public struct CurlStrings: ~Copyable {
    private let list: UnsafeMutablePointer<curl_slist>

    /// Nil when libcurl is out of memory, and for no strings at all.
    public init?(_ strings: [String]) {
        var list: UnsafeMutablePointer<curl_slist>?
        for string in strings {
            guard let longer = curl_slist_append(list, string) else {
                curl_slist_free_all(list)
                return nil
            }
            list = longer
        }
        guard let list else { return nil }
        self.list = list
    }

    deinit {
        curl_slist_free_all(list)
    }

    /// Lends the list, which must outlive the transfers that it is set for.
    public func withList<Result>(_ body: (UnsafeMutablePointer<curl_slist>) -> Result) -> Result {
        body(list)
    }
}
