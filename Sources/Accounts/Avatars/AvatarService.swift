import BlobStorage
import DocumentStore
import Images

/// Pictures that the holders of accounts upload.
public struct AvatarService: Sendable {
    /// How many files may be read and worked on at once, each in memory.
    private static let maximumReads = 6
    /// How many of these are cleaned and stored at once, which takes three times the memory.
    private static let maximumChanges = 2
    /// How long an upload may take at the very most: more than the longest request and the longest operation of a storage.
    static let patience = Duration.seconds(900)

    /// The largest file that is taken, in bytes.
    public let maximumFileBytes: Int
    /// To be passed before a file is read.
    public let gate = UploadGate(limit: maximumReads)
    private let changes = UploadGate(limit: maximumChanges)
    private let cleaning = ImageCleaning()
    private let directory: AccountDirectory
    private let storage: any BlobStorage
    private let names: KeyedHash

    init(directory: AccountDirectory, storage: any BlobStorage, names: KeyedHash, maximumFileBytes: Int) {
        self.directory = directory
        self.storage = storage
        self.names = names
        self.maximumFileBytes = maximumFileBytes
    }

    /// Makes a file the avatar of the caller's account. The same picture again changes nothing.
    ///
    /// - Throws: As `prepare`, and `AccountError.unavailable`.
    public func replace(
        _ caller: Caller, file: [UInt8], from client: ClientDescription
    ) async throws(AccountError) -> Account {
        try await changes.enter()
        defer { changes.leave() }
        return try await replace(try await cleaning.clean(file), caller, try caller.account.id, client)
    }

    /// Cleans a file that is to be an avatar.
    ///
    /// - Throws: `AccountError.unsupportedImage` for what is not one whole JPEG, PNG or WebP, `.invalid` for a side of more than 8,192
    ///   pixels, `.unavailable`.
    public func prepare(_ file: [UInt8]) async throws(AccountError) -> PreparedAvatar {
        try await changes.enter()
        defer { changes.leave() }
        return PreparedAvatar(image: try await cleaning.clean(file))
    }

    /// Makes a picture the avatar of the caller's account, or of another that the caller may change.
    ///
    /// - Throws: `AccountError.notFound`, `.forbidden`, `.unavailable`.
    public func replace(
        with avatar: PreparedAvatar, of owner: ObjectID, by caller: Caller, from client: ClientDescription
    ) async throws(AccountError) -> Account {
        try await changes.enter()
        defer { changes.leave() }
        return try await replace(avatar.image, caller, owner, client)
    }

    private func replace(
        _ image: CleanImage, _ caller: Caller, _ owner: ObjectID, _ client: ClientDescription
    ) async throws(AccountError) -> Account {
        guard let account = try await directory.find(owner) else { throw caller.error(ofMissing: owner) }
        if try await isAvatar(image, of: account) { return account }
        return try await store(image, caller, owner, client)
    }

    /// The avatar of this name.
    ///
    /// - Throws: `AccountError.notFound`, `.unavailable`.
    public func file(_ name: String) async throws(AccountError) -> AvatarFile {
        guard let name = AvatarName(name), let blob = try await blob(name) else { throw .notFound }
        return AvatarFile(mediaType: blob.mediaType, bytes: blob.bytes)
    }

    /// Stores the bytes, then the account that refers to them. What a crash leaves in between is in the outbox already.
    private func store(
        _ image: CleanImage, _ caller: Caller, _ owner: ObjectID, _ client: ClientDescription
    ) async throws(AccountError) -> Account {
        let now = directory.now
        let name = AvatarName(of: image, owner: owner, by: names)
        let upload = OutboxEntry(.upload(name: name.text), dueAt: now + Self.patience)
        try await update(owner, caller, client) { account throws(AccountError) in
            try account.queueUpload(upload)
        }
        do {
            let blob = Blob(name: name.text, mediaType: image.type.mediaType, bytes: image.bytes, createdAt: now)
            try await storage.put(blob)
        } catch {
            // It may take effect yet, so the bytes are looked for when nothing of it can be left.
            throw AccountError(error)
        }
        do {
            return try await update(owner, caller, client) { account throws(AccountError) in
                guard account.settleUpload(upload.id) else { throw .unavailable(reason: "the upload took too long") }
                account.profile.avatar = name.path
            }
        } catch {
            await giveUp(upload.id, of: owner)
            throw error
        }
    }

    @discardableResult
    private func update(
        _ owner: ObjectID, _ caller: Caller, _ client: ClientDescription,
        _ change: @Sendable (inout Account) throws(AccountError) -> Void
    ) async throws(AccountError) -> Account {
        guard !caller.holds(owner) else { return try await directory.updateOwn(caller, from: client, change) }
        return try await directory.update(owner, by: caller.origin(client)) { account throws(AccountError) in
            try caller.requireMayChange(account)
            try change(&account)
        }
    }

    /// Has bytes removed soon that no account refers to, in a task that the request's end does not cancel.
    private func giveUp(_ upload: ObjectID, of owner: ObjectID) async {
        await Task {
            _ = try? await directory.edit(owner) { $0.expireUpload(upload, at: directory.now) }
            directory.bell.ring()
        }.value
    }

    /// Whether the account shows this very image, and its bytes are there.
    private func isAvatar(_ image: CleanImage, of account: Account) async throws(AccountError) -> Bool {
        guard let name = AvatarName(path: account.profile.avatar), name.names(image, owner: account.id, by: names)
        else { return false }
        return try await blob(name) != nil
    }

    private func blob(_ name: AvatarName) async throws(AccountError) -> Blob? {
        do {
            return try await storage.get(name.text)
        } catch {
            throw AccountError(error)
        }
    }
}

extension Caller {
    /// What it means that an account is gone: the caller's own has no good tokens.
    fileprivate func error(ofMissing id: ObjectID) -> AccountError {
        holds(id) ? .tokenInvalid(.unknownUser) : .notFound
    }
}
