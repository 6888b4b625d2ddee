import DocumentStore

/// A verified address that was changed for another one: a link that was mailed there brings it back.
struct EmailUndo: Sendable, Equatable {
    /// How long the link is good, and how long nobody else can claim the address.
    static let lifetime = Duration.seconds(7 * 86_400)
    /// The most changes that can be undone; a further one has to wait until the oldest can't be undone any more, so that no
    /// number of changes takes the owner's link away.
    static let maximumCount = 8

    let id: ObjectID
    let email: String
    let changedAt: Instant

    var expiresAt: Instant { changedAt + Self.lifetime }

    init(email: String, changedAt: Instant) {
        id = ObjectID.generate()
        self.email = email
        self.changedAt = changedAt
    }

    init(bson document: BSONDocument) throws(BSONError) {
        guard let id = document["id"]?.objectIDValue, let email = document["email"]?.stringValue,
            let changedAt = document["changed_at"]?.dateTimeValue
        else { throw .missingField("email_undos") }
        self.id = id
        self.email = email
        self.changedAt = changedAt
    }

    var bson: BSONDocument {
        ["id": .objectID(id), "email": .string(email), "changed_at": .dateTime(changedAt)]
    }
}
