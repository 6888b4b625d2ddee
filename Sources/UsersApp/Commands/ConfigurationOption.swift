import ArgumentParser

/// Where settings come from beside the environment.
struct ConfigurationOption: ParsableArguments {
    @Option(name: .customLong("config"), help: "A file of NAME=value lines in place of .env; the environment wins.")
    var path: String?
}
