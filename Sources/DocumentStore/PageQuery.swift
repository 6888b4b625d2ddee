/// Which documents, in what order, from where: a walk along one ordered index.
public struct PageQuery: Sendable {
    /// The direction of the walk; a cursor serves both.
    public enum Order: Sendable, Hashable {
        case ascending
        case descending
    }

    /// A condition that documents along the way must meet.
    public enum Filter: Sendable, Hashable {
        /// The top-level field has this value.
        case equals(field: String, BSONValue)
        /// One of the strings in the `.strings` index begins with `prefix`, compared byte by byte.
        case hasPrefix(index: IndexDefinition, prefix: String)
    }

    /// The largest `skip`.
    public static let maximumSkip = 100_000

    /// An ordered index of the collection.
    public var index: IndexDefinition
    /// Equality on the index's first fields.
    public var prefix: [BSONValue]
    /// Bounds on the field that follows `prefix`: at least `lowerBound`, below `upperBound`. Values of other types are outside of a bound.
    public var lowerBound: BSONValue?
    /// See `lowerBound`.
    public var upperBound: BSONValue?
    /// Conditions beyond the index; all must hold.
    public var filters: [Filter]
    /// The direction.
    public var order: Order
    /// Where the page begins: after this position, in the walk's direction.
    public var after: PageCursor?
    /// How many documents to leave out first, at most `maximumSkip`.
    public var skip: Int
    /// How many documents to return at most.
    public var limit: Int

    /// Makes a query.
    public init(
        along index: IndexDefinition, prefix: [BSONValue] = [], from lowerBound: BSONValue? = nil,
        below upperBound: BSONValue? = nil, filters: [Filter] = [], order: Order = .ascending,
        after: PageCursor? = nil, skip: Int = 0, limit: Int
    ) {
        self.index = index
        self.prefix = prefix
        self.lowerBound = lowerBound
        self.upperBound = upperBound
        self.filters = filters
        self.order = order
        self.after = after
        self.skip = skip
        self.limit = limit
    }
}
