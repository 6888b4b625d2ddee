extension Account {
    /// All that the account may do beyond its own data: what it was granted, and what administrators may.
    public var entitlements: [Permission] {
        Permission.allCases.filter { permissions.contains($0) || isAdmin && Permission.ofAdmins.contains($0) }
    }
}
