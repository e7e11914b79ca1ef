"""The admin pages about online modules, for the table of gates in tests/enrollment/test_gates.py."""

from __future__ import annotations

from tests.modules.admin_factories import everything

# {essay} is a learning assistant's and similar to another one; {peerevaluation} is flagged.
ADMIN = """
                                                    uniped   superuser
/admin/modules/                                     302      302
/admin/modules/onlinemodule/import/                 200      200
/admin/modules/onlinemodule/process_import/         302/302  302/302
/admin/modules/onlinemodule/export/                 200      200
/admin/modules/onlinemodule/how-it-goes/            200/405  200/405
/admin/modules/onlinemodule/{onlinemodule}/ask/     302/302  302/302
/admin/modules/choice/import/                       200      200
/admin/modules/choice/process_import/               302/302  302/302
/admin/modules/choice/export/                       200      200
/admin/modules/essay/{essay}/similar/               200/405  200/405
/admin/modules/essay/{essay}/set-aside/             200      200
/admin/modules/peerevaluation/{peerevaluation}/answer/ 200   200
"""
TABLES = """
                            uniped                           superuser
                            list add change  delete history  list add change  delete history
modules/onlinemodule        200  200 200     403    200      200  200 200     200    200
modules/question            200  200 200     200    200      200  200 200     200    200
modules/criterion           200  200 200     200    200      200  200 200     200    200
modules/moduledates         200  200 200     200    200      200  200 200     200    200
modules/choice              200  403 200/403 403    200      200  403 200/403 403    200
modules/testattempt         200  403 200/403 403    200      200  403 200/403 403    200
modules/essay               200  200 200/403 403    200      200  200 200/403 403    200
modules/peerevaluation      200  403 200/403 403    200      200  403 200/403 403    200
"""


def world() -> dict[str, int]:
    """Create the objects named in the paths and return their keys."""
    return {name: thing.pk for name, thing in everything("OM8").items()}
