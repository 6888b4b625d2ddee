import Testing

/// A hash that another program made, and the password that it is of.
struct StoredHash: Sendable, CustomTestStringConvertible {
    let password: String
    let text: String
    var testDescription: String { text }

    /// A digest of the right length for Django's scrypt.
    static let scryptDigest = String(repeating: "A", count: 86) + "=="

    private static let key = "pässwörd \u{1F511}"

    /// The public vectors of crypt_blowfish, among them one longer than 72 bytes.
    static let cryptBlowfish = [
        StoredHash(password: "U*U", text: "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"),
        StoredHash(password: "U*U*", text: "$2a$05$CCCCCCCCCCCCCCCCCCCCC.VGOzA784oUp/Z0DY336zx7pLYAy0lwK"),
        StoredHash(password: "U*U*U", text: "$2a$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a"),
        StoredHash(
            password: "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                + "chars after 72 are ignored",
            text: "$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui"),
        StoredHash(password: "U*U", text: "$2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"),
    ]

    /// Made by bcrypt 5.0 of PyPI.
    static let pythonBcrypt = [
        StoredHash(password: "correct horse", text: "$2b$04$DxJ50QNCTtn5Ma9OPUJqgeVQDxhQHbFS7bNQrEOYIiCGVIqjU1R3u"),
        StoredHash(password: key, text: "$2b$04$DxJ50QNCTtn5Ma9OPUJqgexsBZqUKo8k34Z.5Gh2zM0Kws27JF4Ui"),
        StoredHash(password: "", text: "$2b$04$DxJ50QNCTtn5Ma9OPUJqgeSnRKY0ckDIyZ.z9cDn3f6YFgivX6I/q"),
        StoredHash(
            password: String(repeating: "x", count: 72),
            text: "$2b$04$DxJ50QNCTtn5Ma9OPUJqge6xDNhZ2bc2lSAedk7zCINTCiQmIcD.u"),
        StoredHash(password: "correct horse", text: "$2a$04$uABuqmwLv5FUJEYfaNyNj.0Q/7gkUWNbbSa751I/xBYS8gIIfQoci"),
    ]

    /// The first two from the tests of phc-winner-argon2, the reference implementation that RFC 9106 names; the others
    /// made by argon2-cffi 25.1 of PyPI.
    static let argon2id = [
        StoredHash(
            password: "password",
            text: "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"),
        StoredHash(
            password: "password",
            text: "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"),
        StoredHash(
            password: key,
            text: "$argon2id$v=19$m=64,t=2,p=4$ZbPkuApTdCKM0oZELtOOOA$Wt6UXR4qyc/HmhY7CDCnJvcVw1Jx57TezomOxwLBLv4"),
        StoredHash(
            password: "",
            text: "$argon2id$v=19$m=64,t=2,p=1$DcyAo4eD+WHVkgMZU11ZXg$DN5xrN9wyS1V3/wABCbJ36omKhXod3RcuVA4iGXR2eM"),
    ]

    /// Made by Django 5.2.19; the last two at its own costs.
    static let django = [
        StoredHash(
            password: "correct horse", text: "pbkdf2_sha256$1000$seasalt2$oksQ9Bdi8Bce0okH61Cis7qICJfP+cYfDOnMdNPMzK8="),
        StoredHash(password: key, text: "pbkdf2_sha256$1000$seasalt2$u46Ck3XzpYwhrlrUi3oIokmjQk+tpDCW9WQXz057qAk="),
        StoredHash(password: "", text: "pbkdf2_sha256$1000$seasalt2$hh4ePlnvEStZV5XpKsIIrp/lzPH1KG5phtUZm/erYBk="),
        StoredHash(
            password: "correct horse",
            text: "scrypt$1024$seasalt2$8$5$"
                + "IV2J5ZSIAnUciMo6BcaHeigaMSbZXnlBIyvRnrJuVu+6g4FNdqdmUd3s8DMnFueA891q49pV9F8fPw2Bgl5MJg=="),
        StoredHash(
            password: key,
            text: "scrypt$1024$seasalt2$8$5$"
                + "QnY+vcNj1EuoG9rb6oQpuoa6kN7k0O/7Q1Y3Yo59tYjZ4kCiyeZiDq+xy2Imh6DnP8Ms6skmOB58mq7WW8R0PQ=="),
        StoredHash(
            password: "",
            text: "scrypt$1024$seasalt2$8$5$"
                + "gkUb8QGmirJ7SXHh1+PtQEeTW4PJ2MIcxnvObH0tor86RZHGCN5xkjB0s5ayLXwANvG59AORxJjSGP0aCyJTJQ=="),
        StoredHash(
            password: "correct horse",
            text: "pbkdf2_sha256$1000000$seasalt2$XBnVy1zKFjKBiN3nSVWQdAq1tS72Vi3h/rq+TqCyVDA="),
        StoredHash(
            password: "correct horse",
            text: "scrypt$16384$seasalt2$8$5$"
                + "zw3/NzMQQ38S0bFr8o5DL7wMUVsArqK2fGTLP7jpqbd1WgsXThDvgaizNAS2joieHSs1M1loojjG2bYCTHUHgQ=="),
    ]
}
