"""Reasons why a Feide log-in fails. The messages are for the log; users see ``account/feide_failed.html``."""

from __future__ import annotations


class FailedLogin(Exception):  # noqa: N818  # not an error in our code
    """Base class of failed Feide log-ins, with an error code and the HTTP status of the page."""

    code = "refused"
    status = 403


class RefusedLogin(FailedLogin):
    """Feide's answer is invalid or belongs to another log-in."""


class LostLogin(FailedLogin):
    """The log-in was started in another browser, has been used already, or took too long."""

    code = "lost"
    status = 400


class CancelledLogin(FailedLogin):
    """The user cancelled at Feide."""

    code = "cancelled"
    status = 200


class UnreachableFeide(FailedLogin):
    """Feide does not respond, or responds with a server error."""

    code = "unreachable"
    status = 503
