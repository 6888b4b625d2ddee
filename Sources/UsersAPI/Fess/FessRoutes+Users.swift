import Accounts
import DocumentStore
import HTTPTypes
import SocketServer

/// One user.
extension FessRoutes {
    private static let path = "/api/admin/user/setting"

    var users: [Route] { [show, create, update, delete] }

    private var show: Route {
        let answer = FessEnvelope.schema(
            "FessSetting", [.init(name: "setting", schema: user.schema, isRequired: true)])
        return Route(
            .get, Self.path + "/{id}", .admin, "Shows a user", answer: answer, errors: [.notFound]
        ) { context in
            let account = try await context.services.administration.account(context.pathID, by: context.caller)
            return envelope.response { writer in
                writer.key("setting")
                user.write(account, to: &writer)
            }
        }
    }

    private var create: Route {
        change(
            .post, "Makes a user", FessNewUser.fields(compatibility), examples: FessNewUser.examples,
            errors: [.emailTaken, .usernameTaken]
        ) { context, values in
            let draft = try FessNewUser(values, compatibility).account
            let account = try await context.services.administration.create(
                draft, by: context.caller, from: context.client)
            return changed(account.id, isNew: true)
        }
    }

    private var update: Route {
        change(
            .put, "Changes a user; absent fields stay", FessUserChanges.fields,
            examples: FessUserChanges.examples,
            errors: [.notFound, .emailTaken, .usernameTaken, .lastAdmin, .versionMismatch, .throttled]
        ) { context, values in
            let message = try FessUserChanges(values, compatibility)
            let account = try await context.services.administration.update(
                message.id, message.changes, if: message.condition, by: context.caller, from: context.client)
            return changed(account.id)
        }
    }

    private var delete: Route {
        Route(
            .delete, Self.path + "/{id}", .admin, "Deletes a user", answer: Self.changedSchema,
            errors: [.notFound, .lastAdmin, .ownAccount]
        ) { context in
            let id = try context.pathID
            try await context.services.administration.delete(id, by: context.caller, from: context.client)
            return changed(id)
        }
    }

    /// A route that reads a body whose fields depend on the compatibility.
    private func change(
        _ method: HTTPRequest.Method, _ summary: String, _ fields: [any FieldDeclaration],
        examples: [String: JSONValue], errors: [ProblemCode],
        _ handler: @escaping @Sendable (RequestContext, FieldValues) async throws -> Response
    ) -> Route {
        Route(
            method, Self.path, .admin, summary, reads: .body(fields, examples: examples), answer: Self.changedSchema,
            errors: errors, handler)
    }

    private func changed(_ id: ObjectID, isNew: Bool = false) -> Response {
        envelope.response { writer in
            writer.key("id")
            id.write(to: &writer)
            writer.key("created")
            writer.boolean(isNew)
        }
    }

    private static let changedSchema = FessEnvelope.schema(
        "FessChange",
        [
            .init(name: "id", schema: .objectID, isRequired: true),
            .init(name: "created", schema: .boolean, isRequired: true),
        ])
}
