# SPDX-License-Identifier: MIT
"""Serves a folder on localhost: python3 serve-site.py FOLDER PORT"""

import functools
import http.server
import signal
import sys


class Handler(http.server.SimpleHTTPRequestHandler):
    """Plain files, never cached, so that a rebuilt site is seen at once; only failures are logged."""

    def end_headers(self):
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_request(self, code="-", size="-"):
        if str(code).startswith(("4", "5")):
            super().log_request(code, size)


def main():
    folder, port = sys.argv[1], int(sys.argv[2])
    handler = functools.partial(Handler, directory=folder)
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), handler)
    except (OSError, OverflowError) as error:
        sys.exit(f"Port {port} cannot be used ({error}); try --port {port + 1 if port < 65535 else 8000}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print(f"Site  http://localhost:{port}/")
    print(f"Sim   http://localhost:{port}/sims/multi-head-attention/main.html")
    print("Ctrl-C stops", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass


main()
