"""Split the URL of a PostgreSQL database as libpq does, so that any driver can connect to it."""

from __future__ import annotations

import re
from urllib.parse import unquote

# Unlike `urlsplit`, libpq allows "#" and "?" in a password, and several hosts.
_URL = re.compile(
    r"postgres(?:ql)?://"
    r"(?:(?P<user>[^:@/]*)(?::(?P<password>[^@/]*))?@)?"
    r"(?P<hosts>[^/?]*)(?:/(?P<dbname>[^?]*))?(?:\?(?P<query>.*))?",
    re.DOTALL,
)
_HOST = re.compile(r"(?:\[([^\]]+)\]|(?!\[)([^:]*))(?::(.*))?", re.DOTALL)
_NOT_ENCODED = re.compile(r"%(?![0-9a-f]{2})|%00|\0", re.IGNORECASE)

_NUMBER = r"[0-9]{1,9}"
_WISH = "disable|prefer|require"
_TLS = r"(?i:TLSv1(\.[123])?)"
_TEXT = r"[\s\S]*"
# The options that a URL may have. libpq checks values only when it connects; a wrong one would break every page.
# Not `service`, an entry in a file outside LAOS, and not `replication`, which allows no queries.
OPTIONS = {
    **dict.fromkeys(("user", "password", "host", "port", "dbname"), _TEXT),
    "hostaddr": _TEXT,
    "passfile": _TEXT,
    "require_auth": _TEXT,
    "channel_binding": _WISH,
    "connect_timeout": _NUMBER,
    "client_encoding": _TEXT,
    "options": _TEXT,
    "application_name": _TEXT,
    "fallback_application_name": _TEXT,
    "keepalives": _NUMBER,
    "keepalives_idle": _NUMBER,
    "keepalives_interval": _NUMBER,
    "keepalives_count": _NUMBER,
    "tcp_user_timeout": _NUMBER,
    "sslmode": "disable|allow|prefer|require|verify-ca|verify-full",
    "sslnegotiation": "postgres|direct",
    "sslcompression": "[01]",
    "sslcert": _TEXT,
    "sslkey": _TEXT,
    "sslpassword": _TEXT,
    "sslcertmode": "disable|allow|require",
    "sslrootcert": _TEXT,
    "sslcrl": _TEXT,
    "sslcrldir": _TEXT,
    "sslsni": "[01]",
    "requirepeer": _TEXT,
    "ssl_min_protocol_version": _TLS,
    "ssl_max_protocol_version": _TLS,
    "gssencmode": _WISH,
    "krbsrvname": _TEXT,
    "gsslib": _TEXT,
    "gssdelegation": "[01]",
    "target_session_attrs": "any|read-write|read-only|primary|standby|prefer-standby",
    "load_balance_hosts": "disable|random",
}


def split(url: str) -> dict[str, str]:
    """Return the parts of the URL by libpq's keywords. Raises ``ValueError``."""
    match = _URL.fullmatch(url)
    if match is None or _NOT_ENCODED.search(url):
        raise ValueError("not the URL of a PostgreSQL database")
    parts = match.groupdict(default="")
    query = parts.pop("query")
    hosts, ports = _hosts(parts.pop("hosts"))
    found = {"host": hosts, "port": ports, **parts}
    # Like an address that does not name them; an empty option is kept.
    found = {keyword: value for keyword, value in found.items() if value}
    for option in query.removesuffix("&").split("&") if query else []:
        keyword, equals, value = option.partition("=")
        if not equals or "=" in value:
            raise ValueError("an option is not keyword=value")
        found[unquote(keyword)] = value
    return {keyword: unquote(value, errors="strict") for keyword, value in found.items()}


def _hosts(value: str) -> tuple[str, str]:
    """Return the hosts and their ports, each separated by commas."""
    hosts, ports = [], []
    for host_and_port in value.split(","):
        match = _HOST.fullmatch(host_and_port)
        if match is None:
            raise ValueError("an IPv6 address needs both brackets")
        ipv6, name, port = match.groups(default="")
        hosts.append(ipv6 or name)
        ports.append(port)
    return ",".join(hosts), ",".join(ports)
