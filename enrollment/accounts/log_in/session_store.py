"""Django's sessions in the database, read by a statement that is built and planned once: every request reads one."""

from __future__ import annotations

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models.functions import Now

from enrollment.statements.compiled import CompiledQuery

_unexpired: CompiledQuery[Session] = CompiledQuery(
    lambda key: Session.objects.filter(session_key=key, expire_date__gt=Now())
)


class SessionStore(db.SessionStore):
    def _get_session_from_db(self) -> Session | None:
        for session in _unexpired(key=self.session_key):
            return session
        self._session_key = None
        return None
