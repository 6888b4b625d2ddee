"""A proxy for tests that fails as it is told to before it hands requests on.

    http-faults.py UPSTREAM-PORT FAULT...

Listens on a free port of 127.0.0.1, printed as the first line of output, until its standard input closes. Each request
takes the next FAULT: a status, such as 500, that it is answered; "close" hangs up; "hang" says nothing; "cut" hangs up
amid the body; "huge" answers more bytes than a blob has; "redirect" names the same path of the upstream server;
"secret" answers 403 with what the request was signed with. The requests after the last FAULT go to the upstream server
as they are. For each request its fault, or "pass", is printed as a line.
"""

import http.client
import http.server
import sys
import threading

UPSTREAM, FAULTS = int(sys.argv[1]), sys.argv[2:]
LOCK = threading.Lock()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def handle_any(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        with LOCK:
            fault = FAULTS.pop(0) if FAULTS else "pass"
            print(fault, flush=True)
        if fault == "pass":
            self.hand_on(body)
        elif fault == "hang":
            threading.Event().wait()
        elif fault == "close":
            self.close_connection = True
        elif fault == "cut":
            self.answer(200, b"part", length=1000)
            self.close_connection = True
        elif fault == "huge":
            self.answer(200, bytes(8 * 1024 * 1024 + 1))
        elif fault == "redirect":
            self.answer(307, b"", location=f"http://127.0.0.1:{UPSTREAM}{self.path}")
        elif fault == "secret":
            self.answer(403, f"<Code>{self.headers['Authorization']}</Code>".encode())
        else:
            self.answer(int(fault), b"<Error><Code>InternalError</Code></Error>")

    do_GET = do_PUT = do_DELETE = handle_any

    def answer(self, status, body, length=None, location=None):
        self.send_response(status)
        self.send_header("Content-Length", str(length or len(body)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body)

    def hand_on(self, body):
        connection = http.client.HTTPConnection("127.0.0.1", UPSTREAM)
        connection.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
        for name, value in self.headers.items():
            if name.lower() != "expect":
                connection.putheader(name, value)
        connection.endheaders(body)
        response = connection.getresponse()
        content = response.read()
        self.send_response_only(response.status)
        for name, value in response.getheaders():
            if name.lower() not in ("connection", "transfer-encoding", "content-length"):
                self.send_header(name, value)
        if response.status != 204:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments):
        pass


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """Clients hang up on what they don't want; nobody has to read of it."""


server = Server(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
