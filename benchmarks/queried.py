"""How the baseline loads the account that a session names."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend

from enrollment.accounts.adapter import with_roles
from enrollment.models import User


class QueriedBackend(ModelBackend):
    """Load what ``AccountBackend`` loads, by a queryset whose SQL Django builds for each request."""

    def get_user(self, user_id: int) -> User | None:
        return with_roles(user_id).first()
