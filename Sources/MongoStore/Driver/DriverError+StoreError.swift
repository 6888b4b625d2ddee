import CMongo
import DocumentStore

extension DriverError {
    /// True when the operation may succeed a moment later, at this primary or the next one.
    var isTransient: Bool {
        guard let serverCode else {
            if certificateFlaw != nil { return false }
            return domain == MONGOC_ERROR_STREAM.rawValue || domain == MONGOC_ERROR_SERVER_SELECTION.rawValue
        }
        switch serverCode {
        case .hostUnreachable, .hostNotFound, .networkTimeout, .shutdownInProgress, .primarySteppedDown,
            .exceededTimeLimit, .socketException, .notWritablePrimary, .interruptedAtShutdown,
            .interruptedDueToReplicaSetChange, .notPrimaryNoSecondaryOK, .notPrimaryOrSecondary, .writeConflict,
            .lockTimeout, .conflictingOperationInProgress, .failedToSatisfyReadPreference, .writeConcernTimeout,
            .snapshotUnavailable:
            return true
        case .maxTimeExpired, .unauthorized, .authenticationFailed, .namespaceNotFound, .namespaceExists,
            .indexOptionsConflict,
            .indexKeySpecsConflict, .documentValidationFailure, .atlasError, .bsonObjectTooLarge, .duplicateKey,
            .outOfDiskSpace, .updateTooLarge, .rangeIsEmpty, .notAReplicaSet, .snapshotTooOld,
            .conversionFailure:
            return false
        }
    }

    /// The one table from driver to store.
    var storeError: StoreError {
        guard let serverCode else { return clientError }
        switch serverCode {
        case .duplicateKey: return .duplicateKey(index: duplicateIndex)
        case .unauthorized, .authenticationFailed, .atlasError: return .accessDenied(message)
        case .documentValidationFailure: return .corrupt("the collection's schema refuses the document: \(message)")
        case .bsonObjectTooLarge, .updateTooLarge: return .documentTooLarge
        case .outOfDiskSpace: return .full(message)
        case .indexOptionsConflict, .indexKeySpecsConflict:
            return .corrupt("an index differs from its declaration and has to be dropped first: \(message)")
        case .notAReplicaSet:
            return .unavailable(
                "a standalone MongoDB has no snapshots; make it a replica set, of one member for instance")
        case .snapshotTooOld:
            return .unavailable(
                "MongoDB no longer keeps the moment that was read; raise its minSnapshotHistoryWindowInSeconds")
        case .hostUnreachable, .hostNotFound, .lockTimeout, .namespaceNotFound, .namespaceExists, .maxTimeExpired,
            .writeConcernTimeout, .networkTimeout, .shutdownInProgress, .writeConflict, .conflictingOperationInProgress,
            .failedToSatisfyReadPreference, .primarySteppedDown, .exceededTimeLimit, .socketException,
            .notWritablePrimary, .interruptedAtShutdown, .interruptedDueToReplicaSetChange, .notPrimaryNoSecondaryOK,
            .notPrimaryOrSecondary, .rangeIsEmpty, .snapshotUnavailable, .conversionFailure:
            return .unavailable(message)
        }
    }

    private var clientError: StoreError {
        if let certificateFlaw { return .accessDenied("MongoDB's certificate is not trusted: \(certificateFlaw)") }
        return switch (domain, code) {
        case (MONGOC_ERROR_CLIENT.rawValue, MONGOC_ERROR_CLIENT_AUTHENTICATE.rawValue),
            (MONGOC_ERROR_SASL.rawValue, _), (MONGOC_ERROR_SCRAM.rawValue, _):
            .accessDenied(message)
        case (MONGOC_ERROR_BSON.rawValue, _) where message.contains("too large"):
            .documentTooLarge
        case (MONGOC_ERROR_BSON.rawValue, _):
            .corrupt(message)
        default:
            .unavailable(message)
        }
    }

    /// Why no server's certificate is accepted, in OpenSSL's words: nothing that passes by itself.
    ///
    /// The driver lists why it could not select a server, `[TLS handshake failed: certificate verify failed (19): …] […]`, one
    /// reason each.
    private var certificateFlaw: Substring? {
        let mark = "certificate verify failed"
        // The message has a bound, which the last reason may be cut by.
        let reasons = message.split(separator: "[").dropFirst().filter { $0.contains("]") }
        guard let first = reasons.first, reasons.allSatisfy({ $0.contains(mark) }),
            let start = first.firstRange(of: mark)?.lowerBound
        else { return nil }
        return first[start...].prefix { $0 != "]" }
    }

    /// The index's name in `E11000 duplicate key error collection: d.c index: NAME dup key: {…}`.
    ///
    /// The first ` index: ` is the server's: neither a database's nor a collection's name has spaces, and keys come
    /// later.
    private var duplicateIndex: String {
        let marker = " index: "
        guard let start = message.firstRange(of: marker)?.upperBound else { return "_id" }
        let name = message[start...].prefix { $0 != " " }
        return name == "_id_" ? "_id" : String(name)
    }
}
