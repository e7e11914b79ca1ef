"""gunicorn's access and error logs, in LAOS's own format."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from gunicorn import glogging
from gunicorn.config import Config

from laos.masking import Formatter
from laos.middleware import request_ids


class Logger(glogging.Logger):
    def setup(self, cfg: Config) -> None:
        super().setup(cfg)
        for handler in (*self.error_log.handlers, *self.access_log.handlers):
            handler.setFormatter(Formatter())

    def atoms(
        self, resp: Any, req: Any, environ: dict[str, Any], request_time: timedelta
    ) -> dict[str, object]:
        """Return what ``access_log_format`` names. gunicorn also copies all headers, which takes longer than to log."""
        return {
            "r": f"{environ['REQUEST_METHOD']} {environ['RAW_URI']} {environ['SERVER_PROTOCOL']}",
            "s": str(resp.status).partition(" ")[0],
            "b": "-" if resp.sent is None else resp.sent,
            "L": f"{request_time.total_seconds():.6f}",
            "f": environ.get("HTTP_REFERER", "-"),
            "a": environ.get("HTTP_USER_AGENT", "-"),
        }

    def access(self, resp: Any, req: Any, environ: dict[str, Any], request_time: timedelta) -> None:
        """Log a request. Skip successful health checks: monitoring sends one every few seconds."""
        went_well = str(resp.status).startswith("2")
        if environ.get("PATH_INFO") in request_ids.HEALTH_CHECKS and went_well:
            return
        with request_ids.about(environ):
            super().access(resp, req, environ, request_time)
