"""Say in a sentence that the port is taken, before anything is started: ``python -m laos.port 8000``."""

import socket
import sys

if __name__ == "__main__":
    port = int(sys.argv[1])
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind(("127.0.0.1", port))
        except OSError:
            sys.exit(f"Port {port} is in use. Stop what runs there, or: make run PORT={port + 1}")
