"""Find a Chromium for the browser tests, or install one; print its path."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

# The first is Chromium without a user interface, which is faster.
NAMES = [
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
]


def find() -> str | None:
    return os.environ.get("LAOS_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def install() -> str | None:
    """Install Debian's package as root, else Playwright's build; return its path, or None if that failed."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        run("apt-get", "update", "-qq")
        run("apt-get", "install", "-y", "-qq", "--no-install-recommends", NAMES[0])
        return find()
    run(sys.executable, "-m", "playwright", "install", "chromium")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # only where it is needed

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None


def run(*command: str) -> None:
    subprocess.run(command, stdout=sys.stderr, check=False)


if __name__ == "__main__":
    path = find() or install()
    if path is None:
        sys.exit(
            "The browser tests need Chromium, and none could be installed. Install it, or set LAOS_CHROMIUM."
        )
    print(path)  # noqa: T201  # the answer to the command
