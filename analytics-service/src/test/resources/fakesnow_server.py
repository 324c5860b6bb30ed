"""Starts fakesnow's server: fakesnow_server.py PORT FOLDER, where databases outlive the process."""
import sys

import fakesnow.server
import uvicorn
from fakesnow.instance import FakeSnow

port, folder = sys.argv[1:]
# the server's own option for a folder is read by its command line only
fakesnow.server.shared_fs = FakeSnow(db_path=folder)
uvicorn.run(fakesnow.server.app, host="127.0.0.1", port=int(port), log_level="warning")
