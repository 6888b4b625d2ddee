import Synchronization

/// A dictionary that forgets what was not used lately, safe to use from every thread.
///
/// Two generations bound it: when the young one is full, the old one is dropped, and what is found in the old one moves to the
/// young. No list of uses is kept, so a hit costs one look-up under a lock that is held for less than a microsecond.
///
/// Inlinable, so that each use has a dictionary of its own types.
public final class BoundedCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    @usableFromInline
    struct Generations: Sendable {
        @usableFromInline var young: [Key: Value] = [:]
        @usableFromInline var old: [Key: Value] = [:]
    }

    @usableFromInline let generations = Mutex(Generations())
    @usableFromInline let generationSize: Int

    /// Makes a cache that holds at most `capacity` values, and at least half as many of those that were used last.
    public init(capacity: Int) {
        precondition(capacity >= 2)
        generationSize = capacity / 2
    }

    /// The value for the key, if it is remembered.
    @inlinable
    public func value(for key: Key) -> Value? {
        generations.withLock { generations in
            if let value = generations.young[key] { return value }
            guard let value = generations.old.removeValue(forKey: key) else { return nil }
            insert(value, for: key, into: &generations)
            return value
        }
    }

    /// Remembers a value in place of the key's last one.
    @inlinable
    public func insert(_ value: Value, for key: Key) {
        generations.withLock { insert(value, for: key, into: &$0) }
    }

    @inlinable
    func insert(_ value: Value, for key: Key, into generations: inout Generations) {
        if generations.young.count >= generationSize && generations.young[key] == nil {
            generations.old = generations.young
            generations.young = [:]
        }
        generations.young[key] = value
    }
}
