"""An FTP server on this machine: ftp_server.py PORT FOLDER PASSWORD [CERTIFICATE]"""

import sys

from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import FTPHandler, TLS_FTPHandler
from pyftpdlib.servers import FTPServer

port, folder, password = int(sys.argv[1]), sys.argv[2], sys.argv[3]
handler = TLS_FTPHandler if len(sys.argv) > 4 else FTPHandler
handler.authorizer = DummyAuthorizer()
handler.authorizer.add_user("office", password, folder, perm="elradfmwMT")
if len(sys.argv) > 4:
    handler.certfile = sys.argv[4]
    handler.tls_control_required = True
    handler.tls_data_required = True
FTPServer(("127.0.0.1", port), handler).serve_forever()
