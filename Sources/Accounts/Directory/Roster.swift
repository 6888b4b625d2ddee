import DocumentStore

/// The active administrators of one namespace.
struct Roster: StoredDocument {
    /// The namespace.
    let id: String
    var admins: [ObjectID] = []
    /// Those who were struck out and whose accounts are being changed.
    var leaving: [Departure] = []
    var revision: Int64 = 1

    struct Departure {
        /// Whose strike it is: two requests may demote the same account.
        let token: ObjectID
        let id: ObjectID
        let at: Instant
    }

    /// Drops the departures of requests that died on the way.
    mutating func forgetDepartures(before instant: Instant) {
        leaving.removeAll { $0.at < instant }
    }

    init(id: String) {
        self.id = id
    }

    init(bson document: BSONDocument) throws(BSONError) {
        var id: String?
        for element in document {
            switch element.name {
            case "_id": id = try element.string()
            case "admins": admins = try element.objectIDs()
            case "leaving":
                for departure in try element.documents() {
                    guard let token = departure["token"]?.objectIDValue, let id = departure["id"]?.objectIDValue,
                        let at = departure["at"]?.dateTimeValue
                    else { throw .missingField("leaving") }
                    leaving.append(Departure(token: token, id: id, at: at))
                }
            case "revision": revision = try element.integer()
            default: break
            }
        }
        guard let id else { throw .missingField("_id") }
        self.id = id
    }

    var bson: BSONDocument {
        [
            "_id": .string(id), "admins": .array(admins.map(BSONValue.objectID)),
            "leaving": .array(
                leaving.map { departure in
                    .document([
                        "token": .objectID(departure.token), "id": .objectID(departure.id),
                        "at": .dateTime(departure.at),
                    ])
                }),
            "revision": .int64(revision),
        ]
    }
}
