"""The logs of the web server."""

from __future__ import annotations

from gunicorn import glogging
from gunicorn.config import Config

from .masking import Formatter


class Logger(glogging.Logger):
    def setup(self, cfg: Config) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(Formatter(self.error_fmt, self.datefmt))
        for handler in self.access_log.handlers:
            handler.setFormatter(Formatter(self.access_fmt))
