"""A provider that answers as a test tells it to; by default, as a correct one does."""

from __future__ import annotations

import base64
import hmac
import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from .real import CLIENT_ID, NAMES

KEY = RSAKey.generate_key(2048, {"kid": "first"})
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "second"})
CURVE_KEY = ECKey.generate_key("P-256", {"kid": "curve"})
SUBJECT_NAMES = {f"{NAMES}eduPersonPrincipalName": "ada@ntnu.no"}
NO_ALGORITHM = b'{"alg":"none"}'


@dataclass
class Forger:
    """The provider's next answers. ``asked`` counts the requests for each path."""

    issuer: str
    nonce: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    key: Any = field(default_factory=lambda: KEY)
    alg: str = "RS256"
    header: dict[str, Any] = field(default_factory=dict)
    keys: list[Any] = field(default_factory=lambda: [KEY.as_dict(private=False)])
    userinfo: dict[str, Any] = field(default_factory=dict)
    configuration: dict[str, Any] = field(default_factory=dict)
    # By path: the status and body to send instead of the normal answer.
    instead: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    token: Any = None
    forms: list[str] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)

    def answer(self, path: str, form: str) -> dict[str, Any]:
        if path == "/.well-known/openid-configuration":
            return {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/auth",
                "token_endpoint": f"{self.issuer}/token",
                "userinfo_endpoint": f"{self.issuer}/me",
                "jwks_uri": f"{self.issuer}/jwks",
                "end_session_endpoint": f"{self.issuer}/end",
                **self.configuration,
            }
        if path == "/jwks":
            return {"keys": self.keys}
        if path == "/token":
            # With many logins at once, the code doubles as the nonce.
            nonce = self.nonce or parse_qs(form)["code"][0]
            return {"access_token": "opaque", "id_token": self.token or self.id_token(nonce)}
        return {"sub": "ada", "name": "Ada Aas", **self.userinfo}

    def id_token(self, nonce: str = "") -> str:
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT_ID,
            "sub": "ada",
            "iat": now,
            "exp": now + 300,
            "nonce": nonce or self.nonce,
            **self.claims,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        header = {"alg": self.alg, "kid": self.key.kid, **self.header}
        return jwt.encode(header, claims, self.key, algorithms=[self.alg])

    def unsigned_token(self) -> str:
        _header, claims, _signature = self.id_token().split(".")
        return f"{_encoded(NO_ALGORITHM)}.{claims}."

    def token_of_the_public_key(self) -> str:
        """Return a token signed by HMAC with the public key, which the JWT library refuses to create."""
        _header, claims, _signature = self.id_token().split(".")
        header = _encoded(json.dumps({"alg": "HS256", "kid": KEY.kid}).encode())
        key = KEY.as_pem(private=False)
        return f"{header}.{claims}.{_encoded(hmac.digest(key, f'{header}.{claims}'.encode(), 'sha256'))}"


def _encoded(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


@contextmanager
def forger() -> Iterator[Forger]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            told.asked[path] += 1
            length = int(self.headers.get("Content-Length", 0))
            form = self.rfile.read(length).decode()
            if form:
                told.forms.append(form)
            status, body = told.instead.get(path) or (
                200,
                json.dumps(told.answer(path, form)).encode(),
            )
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            if status == 302:
                self.send_header("Location", f"{told.issuer}/me")
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815  # name required by http.server

        def log_message(self, *_words: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        told = Forger(f"http://127.0.0.1:{server.server_address[1]}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield told
        finally:
            server.shutdown()
            thread.join()
