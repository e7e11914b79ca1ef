"""The logging configuration: every line goes to the console, masked."""

from __future__ import annotations


def to_the_console(level: str) -> dict[str, object]:
    """Return Django's ``LOGGING`` for lines of at least this level."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": "laos.masking.Formatter"}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
        # Replace these loggers' own handlers, so that every line is masked.
        "loggers": {
            "django": {"handlers": []},
            "django.server": {"handlers": [], "propagate": True},
            "celery.task": {"handlers": ["console"], "propagate": False},
            "multiprocessing": {"handlers": ["console"], "propagate": False},
        },
    }
