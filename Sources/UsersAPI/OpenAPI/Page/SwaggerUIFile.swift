/// The files of Swagger UI that the page needs; nothing else of its folder is ever served.
public enum SwaggerUIFile: String, CaseIterable, Sendable {
    case stylesheet = "swagger-ui.css"
    case script = "swagger-ui-bundle.js"
    case icon = "favicon-32x32.png"
    case license = "LICENSE"

    var mediaType: String {
        switch self {
        case .stylesheet: "text/css; charset=utf-8"
        case .script: "text/javascript; charset=utf-8"
        case .icon: "image/png"
        case .license: "text/plain; charset=utf-8"
        }
    }

    var schema: Schema {
        switch self {
        case .stylesheet, .script, .license: .string()
        case .icon: .string(format: "binary")
        }
    }
}
