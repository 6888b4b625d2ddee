/// What Django holds a new password against, in its order.
public enum DjangoAttribute: Hashable, Sendable, CaseIterable {
    case username
    case firstName
    case lastName
    case email
}
