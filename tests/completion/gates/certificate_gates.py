"""Certificate pages, for the table of gates in tests/enrollment/test_gates.py."""

from __future__ import annotations

from completion.certificates import open_badges
from tests.completion.certificate_factories import CompletionReportFactory

# {serial} is the assistant's certificate; {completionreport} is another assistant's revoked one.
PAGES = """
                             anonymous newcomer assistant leader  coord.  uniped  superuser
/my/certificate/             login     404/405  200/405   404/405 404/405 404/405 404/405
/my/certificate/nb.pdf       login     404/405  200/405   404/405 404/405 404/405 404/405
/my/certificate/de.pdf       login     404/405  404/405   404/405 404/405 404/405 404/405
/my/certificate/en.jwt       login     404/405  200/405   404/405 404/405 404/405 404/405
/my/certificate/de.jwt       login     404/405  404/405   404/405 404/405 404/405 404/405
/verify/                     200/405   200/405  200/405   200/405 200/405 200/405 200/405
/verify/{serial}/            200/405   200/405  200/405   200/405 200/405 200/405 200/405
/verify/made-up/             404/405   404/405  404/405   404/405 404/405 404/405 404/405
/verify/{serial}/status/     200/405   200/405  200/405   200/405 200/405 200/405 200/405
/verify/made-up/status/      404/405   404/405  404/405   404/405 404/405 404/405 404/405
/.well-known/jwks.json       200/405   200/405  200/405   200/405 200/405 200/405 200/405
/.well-known/jwks/{key_name}.json 200/405 200/405 200/405 200/405 200/405 200/405 200/405
/.well-known/jwks/made-up.json 404/405 404/405  404/405   404/405 404/405 404/405 404/405
"""
ADMIN = """
                                                                 uniped   superuser
/admin/completion/                                               302      302
/admin/completion/completionreport/{valid}/revoke/               200      200
/admin/completion/completionreport/{completionreport}/revoke/    302      302
/admin/completion/completionreport/99999/revoke/                 404      404
/admin/completion/completionreport/{completionreport}/issue/     302/302  302/302
"""
TABLES = """
                            uniped                           superuser
                            list add change  delete history  list add change  delete history
completion/completionreport 200  403 200/403 403    200      200  403 200/403 403    200
"""


def world(ada) -> dict[str, object]:
    """Create the objects named in the paths."""
    valid = CompletionReportFactory(assistant=ada)
    return {
        "serial": valid.serial,
        "valid": valid.pk,
        "completionreport": CompletionReportFactory(revoked=True).pk,
        "key_name": open_badges.public_keys()["keys"][0]["kid"]
        .split("/")[-1]
        .removesuffix(".json"),
    }
