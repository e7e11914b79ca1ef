"""Check before start-up that the port is free, and print why not: ``python -m laos.processes.port 8000``."""

from __future__ import annotations

import errno
import socket
import sys


def problem_of_port(word: str) -> str | None:
    """Return why the site cannot listen on this local port, or None if it can."""
    if not (word.isascii() and word.isdigit() and 0 < int(word) < 2**16):
        return f"PORT is {word!r}: write a number from 1 to 65535."
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind(("127.0.0.1", int(word)))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return f"Port {word} is in use. Stop what runs there, or take another: make run PORT=8080"
            return f"Port {word} cannot be used: {error.strerror}. Take another: make run PORT=8080"
    return None


if __name__ == "__main__":
    sys.exit(problem_of_port(sys.argv[1]))
