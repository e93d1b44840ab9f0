"""A web server on this machine: PORT FOLDER [open] [plain]

Keeps readers out of .fengbei unless it is "open"; calls every file text/plain when it is "plain".
"""

import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer


class Handler(SimpleHTTPRequestHandler):
    def send_head(self):
        if "/.fengbei" in self.path and "open" not in sys.argv:
            return self.send_error(403)
        return super().send_head()

    def guess_type(self, path):
        return "text/plain" if "plain" in sys.argv else super().guess_type(path)


port, folder = int(sys.argv[1]), sys.argv[2]
ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, directory=folder)).serve_forever()
