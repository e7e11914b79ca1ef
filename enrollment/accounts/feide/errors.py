"""Why a log-in by Feide fails. The words are for the log; people are told on the page ``account/feide_failed.html``."""

from __future__ import annotations


class FailedLogin(Exception):  # noqa: N818  # no error of ours
    """A log-in that did not succeed."""

    code = "refused"
    status = 403


class RefusedLogin(FailedLogin):
    """Feide's answer is wrong, or was made for another log-in."""


class LostLogin(FailedLogin):
    """The log-in was not begun in this browser, was answered already, or took too long."""

    code = "lost"
    status = 400


class CancelledLogin(FailedLogin):
    """The person went back at Feide."""

    code = "cancelled"
    status = 200


class UnreachableFeide(FailedLogin):
    """Feide does not answer, or answers with an error of its own."""

    code = "unreachable"
    status = 503
