/// The keys of a `KeySet`, ready for use.
struct KeyRing: Sendable {
    let signing: TokenKey
    private let all: [TokenKey]

    init(_ keys: KeySet) async {
        signing = await TokenKey(keys.signing)
        var all = [signing]
        for key in keys.others { all.append(await TokenKey(key)) }
        self.all = all
    }

    /// The keys that may have signed a token: the one that it names, or those of its algorithm when it names none.
    ///
    /// A key has but one algorithm, and a token that claims another one has no key here (RFC 8725 §3.1).
    func keys(for header: TokenHeader) -> [TokenKey] {
        let fitting = all.filter { $0.algorithm.rawValue == header.algorithm }
        // Where there is one key, other holders of it may call it as they like.
        guard all.count > 1, let id = header.keyID else { return fitting }
        return fitting.filter { $0.id == id }
    }
}
