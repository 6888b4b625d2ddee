import Glibc

/// Passwords from standard input, never from arguments, which every user of the machine can read.
enum PasswordInput {
    /// The first line of standard input.
    static func readLine() throws(Failure) -> String {
        guard let line = Swift.readLine(strippingNewline: true), !line.isEmpty else {
            throw .usage("--password-stdin: standard input is empty; give the password on its first line")
        }
        return line
    }

    /// Asks twice at the terminal, without showing what is typed.
    static func ask() throws(Failure) -> String {
        guard isatty(STDIN_FILENO) == 1 else {
            throw .usage("there is no terminal to ask for the password; give it with --password-stdin")
        }
        let password = try prompt("Password: ")
        guard try prompt("Password again: ") == password else { throw .usage("the two passwords differ") }
        return password
    }

    private static func prompt(_ text: String) throws(Failure) -> String {
        var terminal = termios()
        tcgetattr(STDIN_FILENO, &terminal)
        var silent = terminal
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &terminal)
            print()
        }
        print(text, terminator: "")
        fflush(nil)
        guard let line = Swift.readLine(strippingNewline: true) else { throw .usage("no password was given") }
        return line
    }
}
