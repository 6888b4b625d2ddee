/// Who may do what: every operation of the service, and what each kind of caller gets. Written from the contract, not from the routes.
enum AccessMatrix {
    /// The columns of all that follows; `AccessColumn` says who they are.
    static let head = "none dead | user own mgr adm | tusr tadm | intr regi mana both admi tent"

    static let rules = open + own + administration + administrators + djoser + profiles

    private static let open = [
        AccessRule(
            "Everybody, whatever token comes with it",
            "  ok   ok | ok   ok  ok  ok  | ok   ok   | ok   ok   ok   ok   ok   ok",
            """
            POST /api/v1/auth/register
            POST /api/v1/auth/login
            POST /api/v1/auth/refresh
            POST /api/v1/auth/password/forgot
            POST /api/v1/auth/password/reset
            POST /api/v1/auth/email/verify
            POST /api/v1/auth/email/resend
            POST /api/v1/auth/email/undo
            POST /auth/register
            POST /auth/login
            POST /auth/refresh
            POST /auth/jwt/create
            POST /auth/jwt/refresh
            POST /auth/jwt/verify
            GET /uploads/{name}
            GET /health
            GET /ready
            GET /.well-known/jwks.json
            GET /openapi.json
            GET /docs
            GET /docs/initializer.js
            GET /docs/swagger-ui.css
            GET /docs/swagger-ui-bundle.js
            GET /docs/favicon-32x32.png
            GET /docs/LICENSE
            """),
        AccessRule(
            "The metrics, from beyond the machine, which no token of a user or a service opens",
            "  404  404 | 404  404 404 404 | 404 404  | 404  404  404  404  404  404",
            "GET /metrics"),
        AccessRule(
            "Everybody, but a token that comes with it must be good",
            "  ok   401 | ok   ok  ok  ok | ok   ok   | ok   ok   ok   ok   ok   ok",
            """
            POST /auth/users
            POST /auth/users/activation
            POST /auth/users/resend_activation
            POST /auth/users/reset_password
            POST /auth/users/reset_password_confirm
            POST /auth/users/reset_username
            POST /auth/users/reset_username_confirm
            """),
    ]

    private static let own = [
        AccessRule(
            "The caller's own account, which services don't have",
            "  401  401 | ok   ok  ok  ok | ok   ok   | 403  403  403  403  403  403",
            """
            POST /api/v1/auth/logout
            GET /api/v1/users/me
            PUT /api/v1/users/me
            PATCH /api/v1/users/me
            DELETE /api/v1/users/me
            GET /api/v1/users/me/preferences
            PUT /api/v1/users/me/preferences
            GET /api/v1/users/me/export
            GET /api/v1/users/me/activity
            GET /api/v1/users/me/sessions
            GET /users/me
            PATCH /users/me
            POST /users/me/avatar
            PUT /users/me/preferences
            GET /auth/users/me
            PUT /auth/users/me
            PATCH /auth/users/me
            DELETE /auth/users/me
            POST /auth/users/set_password
            POST /auth/users/set_username
            """),
        AccessRule(
            "A session, which is for its own user alone",
            "  401  401 | 404  ok  404 404 | 404 404  | 403  403  403  403  403  403",
            "DELETE /api/v1/users/me/sessions/{sid}"),
        AccessRule(
            "Who a token belongs to, for services",
            "  401  401 | 403  403 403 403 | 403 403  | ok   403  403  403  403  ok",
            "POST /api/v1/auth/introspect"),
    ]

    private static let administration = [
        AccessRule(
            "Users, for who manages them",
            "  401  401 | 403  403 ok  ok | 403  ok   | 403  403  ok   ok   403  ok",
            """
            GET /api/v1/admin/users
            POST /api/v1/admin/users
            GET /api/admin/user/settings
            PUT /api/admin/user/settings
            POST /api/admin/user/setting
            GET /users
            POST /users
            """),
        AccessRule(
            "An ordinary user, for who manages them",
            "  401  401 | 403  403 ok  ok | 403  404  | 403  403  ok   ok   403  404",
            """
            GET /api/v1/admin/users/{id}
            PUT /api/v1/admin/users/{id}
            PATCH /api/v1/admin/users/{id}
            DELETE /api/v1/admin/users/{id}
            GET /api/v1/admin/users/{id}/sessions
            DELETE /api/v1/admin/users/{id}/sessions
            GET /api/admin/user/setting/{id}
            PUT /api/admin/user/setting
            DELETE /api/admin/user/setting/{id}
            """),
        AccessRule(
            "An administrator, to look at",
            "  401  401 | 403  ok  ok  ok | 403  404  | 403  403  ok   ok   403  404",
            """
            GET /api/v1/admin/users/{id} of chief
            GET /api/v1/admin/users/{id}/sessions of chief
            GET /api/admin/user/setting/{id} of chief
            """),
        AccessRule(
            "An administrator, to change",
            "  401  401 | 403  ok  403 ok | 403  404  | 403  403  403  ok   403  404",
            """
            PUT /api/v1/admin/users/{id} of chief
            PATCH /api/v1/admin/users/{id} of chief
            DELETE /api/v1/admin/users/{id}/sessions of chief
            PUT /api/admin/user/setting of chief
            """),
        AccessRule(
            "An administrator, to delete, but not oneself by this way",
            "  401  401 | 403  409 403 ok | 403  404  | 403  403  403  ok   403  404",
            """
            DELETE /api/v1/admin/users/{id} of chief
            DELETE /api/admin/user/setting/{id} of chief
            """),
    ]

    private static let administrators = [
        AccessRule(
            "What is for administrators alone",
            "  401  401 | 403  403 403 ok | 403  ok   | 403  403  403  403  403  403",
            """
            GET /api/v1/admin/audit
            GET /api/v1/admin/tokens
            POST /api/v1/admin/tokens
            GET /api/v1/admin/dead-letters
            """),
        AccessRule(
            "One thing that is for administrators alone",
            "  401  401 | 403  403 403 ok | 403  404  | 403  403  403  403  403  403",
            """
            DELETE /api/v1/admin/tokens/{id}
            POST /api/v1/admin/dead-letters/{id}/retry
            DELETE /api/v1/admin/dead-letters/{id}
            """),
    ]

    private static let djoser = [
        AccessRule(
            "Djoser's list: all for who manages users, else oneself",
            "  401  401 | ok   ok  ok  ok | ok   ok   | 403  403  ok   ok   403  ok",
            "GET /auth/users"),
        AccessRule(
            "Djoser's user, whom others don't find",
            "  401  401 | 404  ok  ok  ok | 404  404  | 404  404  ok   ok   404  404",
            """
            GET /auth/users/{id}
            PUT /auth/users/{id}
            PATCH /auth/users/{id}
            GET /auth/users/{id} of chief
            """),
        AccessRule(
            "Djoser's administrator, to change",
            "  401  401 | 404  ok  403 ok | 404  404  | 404  404  403  ok   404  404",
            """
            PUT /auth/users/{id} of chief
            PATCH /auth/users/{id} of chief
            """),
        AccessRule(
            "Djoser's user, to delete by the caller's own password, which services don't have",
            "  401  401 | 404  ok  ok  ok | 404  404  | 404  404  403  403  404  404",
            "DELETE /auth/users/{id}"),
        AccessRule(
            "Djoser's administrator, to delete",
            "  401  401 | 404  ok  403 ok | 404  404  | 404  404  403  403  404  404",
            "DELETE /auth/users/{id} of chief"),
    ]

    private static let profiles = [
        AccessRule(
            "Registering profiles: every user, and services that may",
            "  401  401 | ok   ok  ok  ok | ok   ok   | 403  ok   ok   ok   403  ok",
            "POST /users/register"),
        AccessRule(
            "A profile, for everybody of the namespace",
            "  401  401 | ok   ok  ok  ok | 404  404  | ok   ok   ok   ok   ok   404",
            """
            GET /users/{id}
            GET /users/{id} of chief
            """),
        AccessRule(
            "A profile, to change or to activate",
            "  401  401 | 403  ok  ok  ok | 404  404  | 403  403  ok   ok   403  404",
            """
            PATCH /users/{id}
            POST /users/{id}/activate
            POST /users/{id}/activate of newcomer
            POST /users/{id}/activate of chief
            """),
        AccessRule(
            "A disabled account, which its owner does not enable",
            "  401  401 | 403  403 ok  ok | 404  404  | 403  403  ok   ok   403  404",
            "POST /users/{id}/activate of disabled"),
        AccessRule(
            "An administrator's profile, to change",
            "  401  401 | 403  ok  403 ok | 404  404  | 403  403  403  ok   403  404",
            "PATCH /users/{id} of chief"),
        AccessRule(
            "What a user is entitled to",
            "  401  401 | 403  ok  ok  ok | 404  404  | ok   403  ok   ok   403  404",
            """
            GET /users/{id}/entitlements
            GET /users/{id}/entitlements of chief
            """),
    ]
}
