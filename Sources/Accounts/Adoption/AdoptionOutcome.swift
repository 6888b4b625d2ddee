/// What became of a document that was to be taken over.
enum AdoptionOutcome: Sendable {
    /// It is an account now.
    case adopted(Account)
    /// It stays as it is.
    case left(StoreProblem)
    /// Somebody else has changed it, taken it over or deleted it in the meantime.
    case overtaken
}
