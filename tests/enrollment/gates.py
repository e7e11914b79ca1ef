"""How the gates are tried: who asks, what comes of it, and what was written."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from django.db import connection, transaction
from django.test import Client

from tests.factories import (
    PASSWORD,
)


def log_in(user) -> Client:
    """Log in and confirm the password again, as the two-step pages require."""
    client = Client(raise_request_exception=False)
    if user is not None:
        data = {"login": user.username, "password": PASSWORD}
        assert client.post("/accounts/login/", data).status_code == 302
        assert client.post("/accounts/reauthenticate/", data).status_code == 302
    return client


def ask(client, method, path):
    """Send a request and undo it; return its outcome and the tables it wrote to."""
    cookies = client.cookies.copy()
    before = rows_written()
    savepoint = transaction.savepoint()
    response = client.generic(method, path)
    after = rows_written()
    transaction.savepoint_rollback(savepoint)
    client.cookies = cookies
    written = {table for table, count in after.items() if count != before.get(table, 0)}
    # Login sessions and the database cache do not count as changes by a page.
    return outcome_of(response, path), written - {"django_session", "laos_kept"}


def outcome_of(response, path):
    target = urlsplit(response.headers.get("Location", ""))
    if parse_qs(target.query).get("next") == [path]:
        doors = {
            "/accounts/login/": "login",
            "/admin/login/": "admin",
            "/accounts/reauthenticate/": "again",
        }
        return doors[target.path]
    return str(response.status_code)


def rows_written():
    """Count the rows written so far in this transaction, by table, including those written by triggers.

    Last-seen times are left out: any page may write them, every ten minutes.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            # As the view pg_stat_xact_user_tables does, which also reads the indexes of each table.
            "SELECT relname, written FROM pg_class, LATERAL (SELECT pg_stat_get_xact_tuples_inserted(oid)"
            " + pg_stat_get_xact_tuples_updated(oid) + pg_stat_get_xact_tuples_deleted(oid) AS written) AS rows"
            " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            " AND relname <> 'usersessions_usersession' AND written > 0"
        )
        return dict(cursor.fetchall())


# Allauth's pages: anonymous and signed in. The passkey {key} belongs to another user.
ACCOUNT = """
                                               anonymous signed in
/accounts/login/                               200       302
/accounts/logout/                              302       200/302
/accounts/inactive/                            200/405   200/405
/accounts/signup/                              200       302
/accounts/reauthenticate/                      login     200
/accounts/email/                               login     200/302
/accounts/confirm-email/                       200       200
/accounts/confirm-email/made-up/               200/404   200/404
/accounts/password/change/                     login     200
/accounts/password/set/                        login     302
/accounts/password/reset/                      200       200
/accounts/password/reset/done/                 200/405   200/405
/accounts/password/reset/key/1-made-up/        200       200
/accounts/password/reset/key/done/             200/405   200/405
/accounts/login/code/confirm/                  302       302
/accounts/sessions/                            login     200/404
/accounts/two-step/                            login     200/302
/accounts/feide/login/                         404       404
/accounts/feide/callback/                      404       404
/accounts/3rdparty/                            404       404
/accounts/2fa/                                 login     200/405
/accounts/2fa/authenticate/                    302       302
/accounts/2fa/reauthenticate/                  login     302
/accounts/2fa/totp/activate/                   login     200
/accounts/2fa/totp/deactivate/                 login     404
/accounts/2fa/recovery-codes/                  login     404/405
/accounts/2fa/recovery-codes/generate/         login     200
/accounts/2fa/recovery-codes/download/         login     404
/accounts/2fa/webauthn/                        login     200/405
/accounts/2fa/webauthn/add/                    login     200
/accounts/2fa/webauthn/reauthenticate/         login     302
/accounts/2fa/webauthn/keys/{key}/remove/      login     404
/accounts/2fa/webauthn/keys/{key}/edit/        login     404
/accounts/2fa/webauthn/login/                  302       302
"""
